import type { DocumentRules } from '../../documents/document-write';
import { lockName } from '../../documents/locks';
import { storedRow } from '../../documents/stored';
import { DomainError, invalidField } from '../../domain/errors';
import {
  clearDefaultCompany,
  clearFurniture,
  countDefaultCompanies,
  furnishCompany,
  holdsContent,
} from './store';

const codePattern = /^[a-z0-9][a-z0-9-]{0,39}$/;

type CompanyRow = { code: string; is_default: boolean | null; is_active: boolean | null };

/** A company keeps its code, exactly one is the default, and none goes while it holds a catalogue. */
export const companyRules: DocumentRules = {
  before: async (write) => {
    await lockName(write.trx, 'default-company');
    if (write.action !== 'update' && (await countDefaultCompanies(write.trx)) === 0)
      write.data['isDefault'] = true;
    if (write.action === 'update' && write.documentId && 'code' in write.data) {
      const stored = await storedRow<CompanyRow>({ ...write, documentId: write.documentId });
      if (stored.code !== write.data['code']) throw invalidField('code', 'a company keeps its code');
    }
    if (write.data['isDefault'] === true) await clearDefaultCompany(write.trx);
  },
  after: async (write) => {
    const company = await storedRow<CompanyRow>(write);
    if (!codePattern.test(company.code)) {
      throw invalidField('code', 'must be lower-case letters, digits and hyphens');
    }
    if (company.is_default && company.is_active === false) {
      throw invalidField('isActive', 'the default company stays active');
    }
    if ((await countDefaultCompanies(write.trx)) !== 1)
      throw invalidField('isDefault', 'one company is the default');
    if (write.action !== 'update') await furnishCompany(write.trx, company.code);
  },
  beforeDelete: async (write) => {
    const company = await storedRow<CompanyRow>(write);
    if (company.is_default || (await holdsContent(write.trx, company.code))) {
      throw new DomainError('in_use', 'the default company and companies with a catalogue stay', {});
    }
    await clearFurniture(write.trx, company.code);
  },
};
