import { Box, Divider, Flex, Typography } from '@strapi/design-system';
import { Bell, Globe, Mail } from '@strapi/icons';
import type { ComponentType } from 'react';
import { useIntl } from 'react-intl';
import type { Channel } from '../../domain/notification/kind';
import type { Words } from '../../domain/notification/words';

const icons: Record<Channel, ComponentType> = { socket: Bell, push: Globe, email: Mail };

const wrapping = { whiteSpace: 'pre-line', overflowWrap: 'anywhere' } as const;

/** A notification as one channel shows it, in one language. */
export const PreviewCard = ({
  channel,
  language,
  words,
}: {
  channel: Channel;
  language: 'en' | 'ar';
  words: Words;
}) => {
  const { formatMessage } = useIntl();
  const Icon = icons[channel];
  const name = formatMessage({ id: language, defaultMessage: language });
  return (
    <Flex direction="column" alignItems="stretch" gap={1} tag="section" aria-label={name}>
      <Typography variant="pi" fontWeight="bold" textColor="neutral600" tag="h3">
        {name}
      </Typography>
      {/* The panel in Arabic turns everything but what is isolated. */}
      <Box
        tag="bdi"
        display="block"
        dir={language === 'ar' ? 'rtl' : 'ltr'}
        lang={language}
        padding={3}
        hasRadius
        borderColor="neutral200"
        background={channel === 'push' ? 'neutral100' : 'neutral0'}
        shadow={channel === 'socket' ? undefined : 'tableShadow'}
      >
        <Flex gap={3} alignItems="flex-start">
          <Box paddingTop={1} aria-hidden>
            <Icon />
          </Box>
          <Flex direction="column" alignItems="stretch" gap={channel === 'email' ? 2 : 1} flex="1">
            <Typography
              variant={channel === 'email' ? 'delta' : 'omega'}
              fontWeight="bold"
              textColor="neutral800"
              tag="p"
              style={wrapping}
            >
              {words.title}
            </Typography>
            {channel === 'email' && <Divider />}
            <Typography textColor="neutral800" tag="p" style={wrapping}>
              {words.message}
            </Typography>
          </Flex>
        </Flex>
      </Box>
    </Flex>
  );
};
