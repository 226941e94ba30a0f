import { Flex, Link as StrapiLink, Loader, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { ShownProof } from '../../panel/order-delivery';
import { formatInstant } from '../instant';
import { useProofPicture } from './use-proof-picture';

type PictureProps = { orderId: string; proof: ShownProof };

const Picture = ({ orderId, proof }: PictureProps) => {
  const { formatMessage } = useIntl();
  const say = (key: string, defaultMessage: string): string =>
    formatMessage({ id: `saptmarkets.proof.${key}`, defaultMessage });
  const picture = useProofPicture(orderId, proof);
  if (picture === 'reading') return <Loader small>{say('reading', 'Reading the picture')}</Loader>;
  if (picture === 'failed') {
    return (
      <Typography textColor="danger600" role="alert">
        {say('failed', 'The picture could not be read')}
      </Typography>
    );
  }
  return (
    <StrapiLink href={picture.url} target="_blank" rel="noreferrer">
      <img
        src={picture.url}
        alt={say(proof.kind, proof.kind)}
        style={{ display: 'block', height: '12rem', maxWidth: '20rem', objectFit: 'contain' }}
      />
    </StrapiLink>
  );
};

/** What drivers have shown as a proof, as small pictures that open. */
export const ProofList = ({ orderId, proofs }: { orderId: string; proofs: ShownProof[] }) => {
  const { formatMessage, locale } = useIntl();
  const say = (key: string, defaultMessage: string): string =>
    formatMessage({ id: `saptmarkets.proof.${key}`, defaultMessage });
  return (
    <Flex gap={4} wrap="wrap" tag="ul" aria-label={say('title', 'Proof of delivery')}>
      {proofs.map((proof) => (
        <Flex key={proof.kind} tag="li" direction="column" alignItems="flex-start" gap={1}>
          <Picture orderId={orderId} proof={proof} />
          <Typography variant="pi" textColor="neutral600">
            {[say(proof.kind, proof.kind), proof.driver.name, formatInstant(locale, proof.at)]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
        </Flex>
      ))}
    </Flex>
  );
};
