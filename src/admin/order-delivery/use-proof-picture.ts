import { useFetchClient } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import type { ShownProof } from '../../panel/order-delivery';

/** A picture at an address that this page alone knows, or why there is none yet. */
export type ProofPicture = { url: string } | 'reading' | 'failed';

/** Reads the picture of a proof. The server asks for the panel's token, so an address alone cannot show it. */
export const useProofPicture = (orderId: string, { kind, at }: ShownProof): ProofPicture => {
  const { get } = useFetchClient();
  const [picture, setPicture] = useState<ProofPicture>('reading');

  useEffect(() => {
    let url: string | null = null;
    let isOver = false;
    const read = async (): Promise<void> => {
      try {
        const { data } = await get<Blob>(`/saptmarkets/orders/${orderId}/proofs/${kind}`, {
          responseType: 'blob',
        });
        if (isOver) return;
        url = URL.createObjectURL(data);
        setPicture({ url });
      } catch {
        if (!isOver) setPicture('failed');
      }
    };
    setPicture('reading');
    void read();
    return () => {
      isOver = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
    // A proof that was taken again has another moment.
  }, [get, orderId, kind, at]);

  return picture;
};
