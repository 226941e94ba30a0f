import { Flex, Link as StrapiLink, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { ShownProof } from '../../panel/order-delivery';
import { backendURL } from '../backend-url';
import { formatInstant } from '../instant';

/** Pictures on this server have paths only. */
const addressOf = (url: string): string => (url.startsWith('/') ? `${backendURL}${url}` : url);

/** What drivers have shown as a proof, as small pictures that open. */
export const ProofList = ({ proofs }: { proofs: ShownProof[] }) => {
  const { formatMessage, locale } = useIntl();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.proof.${key}`, defaultMessage }, values);
  return (
    <Flex gap={4} wrap="wrap" tag="ul" aria-label={say('title', 'Proof of delivery')}>
      {proofs.map(({ kind, url, at, driver }) => (
        <Flex key={kind} tag="li" direction="column" alignItems="flex-start" gap={1}>
          {url === null ? (
            <Typography textColor="neutral600">{say('deleted', 'The picture was deleted')}</Typography>
          ) : (
            <StrapiLink href={addressOf(url)} target="_blank" rel="noreferrer">
              <img
                src={addressOf(url)}
                alt={say(kind, kind)}
                style={{ display: 'block', height: '12rem', maxWidth: '20rem', objectFit: 'contain' }}
              />
            </StrapiLink>
          )}
          <Typography variant="pi" textColor="neutral600">
            {[say(kind, kind), driver.name, formatInstant(locale, at)].filter(Boolean).join(' · ')}
          </Typography>
        </Flex>
      ))}
    </Flex>
  );
};
