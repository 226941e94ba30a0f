import { createId } from '@paralleldrive/cuid2';
import { beginSession } from '../../src/identity/sessions';
import { identitySettings } from '../../src/identity/settings';
import { hashPassword } from '../../src/identity/passwords';
import { app, type RequestOptions, sql } from './application';
import type { Company } from './companies';
import { unique } from './unique';

/** A driver of a company, signed in. */
export const newDriver = async ({ code }: Company): Promise<RequestOptions> => {
  const documentId = createId();
  const [name, email, passwordHash] = [
    'Omar Driver',
    `${unique('driver')}@saptmarkets.test`,
    await hashPassword('Driver-Secret-1'),
  ];
  await sql.query(
    `insert into up_users (document_id, kind, company_code, name, email, password, confirmed, blocked)
     values ($1, 'delivery', $2, $3, $4, $5, true, false)`,
    [documentId, code, name, email, passwordHash],
  );
  const { token } = await beginSession(
    app.strapi.db.connection,
    identitySettings(app.strapi),
    { kind: 'delivery', documentId, name, email, role: 'delivery', company: code, passwordHash },
    { address: '127.0.0.1', userAgent: 'test' },
  );
  return { token, company: code };
};
