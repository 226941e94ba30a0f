import { api, app, sql } from './application';

/** Somebody who can sign in, already signed in. */
export interface SignedIn {
  email: string;
  password: string;
  token: string;
}

const EMAIL = 'super.admin@saptmarkets.test';
const PASSWORD = 'Super-Admin-Secret-1';

interface Role {
  id: number;
}

interface AdminServices {
  role: { getSuperAdmin: () => Promise<Role> };
  user: { create: (user: Record<string, unknown>) => Promise<unknown> };
}

const createSuperAdmin = async (): Promise<SignedIn> => {
  const role = app.strapi.service('admin::role') as unknown as AdminServices['role'];
  const user = app.strapi.service('admin::user') as unknown as AdminServices['user'];
  const { id } = await role.getSuperAdmin();
  await user.create({
    email: EMAIL,
    password: PASSWORD,
    firstname: 'Super',
    lastname: 'Admin',
    roles: [id],
    isActive: true,
    registrationToken: null,
  });
  return { email: EMAIL, password: PASSWORD, token: await signIn(EMAIL, PASSWORD) };
};

/** Signs a member of staff in over HTTP and returns the token. */
export const signIn = async (email: string, password: string): Promise<string> => {
  const response = await api.post('/api/admin/login', { email, password }).expect(200);
  return response.body.data.token as string;
};

/** The super admin of this worker, created and signed in at the first call. */
export const superAdmin = (): Promise<SignedIn> => {
  const existing = app.shared.get('superAdmin') as Promise<SignedIn> | undefined;
  if (existing) return existing;
  const created = createSuperAdmin();
  app.shared.set('superAdmin', created);
  return created;
};

/** The document id of the super admin, as ledgers name them. */
export const superAdminId = async (): Promise<string> => {
  const { email } = await superAdmin();
  const { rows } = await sql.query<{ document_id: string }>(
    'select document_id from admin_users where email = $1',
    [email],
  );
  return rows[0]!.document_id;
};
