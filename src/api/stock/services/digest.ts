import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { nameOfStaff } from '../../../audit/acting';
import { inTransaction } from '../../../documents/save';
import { digestDay } from '../../../domain/stock/digest-time';
import { loadStaffInCharge } from '../../../identity/staff';
import { mailLater } from '../../../mail/mail-later';
import { readMembers } from '../../../staff/member-store';
import { allCompanies } from '../../../tenancy/registry';
import { claimDigest, listDigestPlans, type LowItem, readLowItems } from '../digest-store';
import { lockLowStock, noteListed } from '../low-stock-store';

/** How many products a mail lists: mailboxes cut off what is much longer; the panel shows them all. */
const MOST_LISTED = 50;

/** @returns whether anybody gets the mail */
const mailTo = async (trx: Knex, companyCode: string, low: LowItem[], more: number): Promise<boolean> => {
  const staff = await loadStaffInCharge(trx, companyCode, 'products.write');
  const members = await readMembers(
    trx,
    staff.map(({ id }) => id),
  );
  for (const member of members) {
    const { language } = member;
    const items = low.map(({ titles, location, unit, available, threshold, isNew }) => ({
      title: titles[language],
      location,
      unit,
      available,
      threshold,
      isNew,
    }));
    await mailLater(trx, {
      kind: 'low_stock_digest',
      to: { name: nameOfStaff(member), email: member.email },
      language,
      company: companyCode,
      data: { items, more },
    });
  }
  return members.length > 0;
};

/** Mails what is low of a company's stock, unless somebody else does, or nothing of it is new. */
const sendDigest = async (trx: Knex, companyCode: string, day: string): Promise<void> => {
  if (!(await claimDigest(trx, companyCode, day))) return;
  await lockLowStock(trx, companyCode);
  const { items, total } = await readLowItems(trx, companyCode, MOST_LISTED);
  if (!items.some(({ isNew }) => isNew)) return;
  if (await mailTo(trx, companyCode, items, total - items.length)) await noteListed(trx, companyCode, items);
};

/** The daily mails about low stock. */
export const createDigestService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Mails those who keep the products what is low of their company's stock, once a day, and only where something is low
   * that no mail has named yet. Whichever process is first has the day, together with its mails.
   */
  async sendDue(at: Date): Promise<void> {
    const companies = new Map(
      allCompanies()
        .filter(({ isActive }) => isActive)
        .map((company) => [company.code, company]),
    );
    for (const { companyCode, hour, lastDay } of await listDigestPlans(strapi.db.connection)) {
      const company = companies.get(companyCode);
      const day = company && digestDay(at, hour, company.timezone);
      if (!day || (lastDay !== null && lastDay >= day)) continue;
      try {
        await inTransaction(strapi, (trx) => sendDigest(trx, companyCode, day));
      } catch (error) {
        // What goes wrong in one company is not for the others to wait for.
        strapi.log.error(`The mail about low stock of ${companyCode} could not be written: ${String(error)}`);
      }
    }
  },
});

export default createDigestService;
