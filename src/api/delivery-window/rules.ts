import type { DocumentRules, DocumentWrite } from '../../documents/document-write';
import type { Company } from '../../tenancy/company';
import { makeSlots, remakeSlots, removeSlots } from './make-slots';

const companyOfWrite = ({ company }: DocumentWrite): Company => {
  if (!company) throw new Error('a window belongs to no company');
  return company;
};

/** The slots of a window follow it, wherever it is written. */
export const windowRules: DocumentRules = {
  after: (write) => {
    const { trx, documentId, action } = write;
    const make = action === 'update' ? remakeSlots : makeSlots;
    return make(trx, companyOfWrite(write), documentId, new Date());
  },
  afterDelete: (write) => removeSlots(write.trx, companyOfWrite(write), write.documentId),
};
