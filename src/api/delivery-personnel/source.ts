import type { Knex } from 'knex';
import { USUAL_CAPACITY } from '../../domain/delivery/score';
import { byDocumentId, readOne } from '../../storefront/read';
import type { Source } from '../../storefront/source';
import { averageRating } from '../order-rating/store';
import type { Company } from '../../tenancy/company';

/** A time with its zone, as the wire has it. */
const instant = (column: string): string => `iso_instant(${column} at time zone 'utc')`;

const load = `(
  select count(*)::int from delivery_assignments a
   where a.company_code = u.company_code and a.delivery_personnel = u.document_id
     and a.status in ('assigned', 'picked'))`;

const documents = `(
  select coalesce(json_agg(json_build_object(
           'documentId', f.document_id, 'url', f.url, 'name', f.name, 'mime', f.mime) order by m."order", m.id), '[]')
    from files_related_mph m join files f on f.id = m.file_id
   where m.related_type = 'plugin::users-permissions.user' and m.related_id = u.id and m.field = 'documents')`;

const average = `round(${averageRating('d')}, 2)`;

/** Drivers of a company, as staff and they themselves read them. Who was erased is no longer there. */
export const personnelSource: Source = {
  rows: () => `
    select u.document_id, u.id, u.name, u.email, u.phone, not coalesce(u.blocked, false) as is_active, u.vehicle,
           coalesce(u.capacity, ${USUAL_CAPACITY}) as capacity, coalesce(d.on_duty, false) as on_duty,
           ${average} as rating, u.created_at, u.last_login
      from up_users u
      join request on u.company_code = request.company_code
      left join driver_states d on d.driver_id = u.document_id
     where u.kind = 'delivery' and u.erased_at is null`,
  bodies: () => `
    select u.document_id,
           json_build_object(
             'documentId', u.document_id, '_id', u.document_id, 'name', u.name, 'email', u.email, 'phone', u.phone,
             'role', u.kind, 'language', u.language, 'vehicle', u.vehicle,
             'capacity', coalesce(u.capacity, ${USUAL_CAPACITY}), 'isActive', not coalesce(u.blocked, false),
             'onDuty', coalesce(d.on_duty, false), 'dutySince', ${instant('d.duty_changed_at')},
             'position', case when d.position_at is not null then json_build_object(
                'latitude', d.latitude, 'longitude', d.longitude, 'accuracy', d.accuracy,
                'at', ${instant('d.position_at')}) end,
             'load', ${load},
             'rating', json_build_object('average', ${average}, 'count', coalesce(d.rating_count, 0)),
             'documents', ${documents}, 'lastLogin', iso_instant(u.last_login),
             'createdAt', iso_instant(u.created_at), 'updatedAt', iso_instant(u.updated_at))::text as body
      from up_users u
      left join driver_states d on d.driver_id = u.document_id`,
  columns: {
    name: { sql: 'name', type: 'text' },
    email: { sql: 'email', type: 'text' },
    phone: { sql: 'phone', type: 'text' },
    vehicle: { sql: 'vehicle', type: 'text' },
    capacity: { sql: 'capacity', type: 'number' },
    rating: { sql: 'rating', type: 'number' },
    isActive: { sql: 'is_active', type: 'boolean' },
    onDuty: { sql: 'on_duty', type: 'boolean' },
    createdAt: { sql: 'created_at', type: 'instant' },
    lastLogin: { sql: 'last_login', type: 'instant' },
  },
  defaultSort: 'created_at desc, id desc',
  rules: {
    filters: {
      name: 'text',
      email: 'text',
      phone: 'text',
      vehicle: 'text',
      capacity: 'number',
      isActive: 'boolean',
      onDuty: 'boolean',
      createdAt: 'instant',
      lastLogin: 'instant',
    },
    sorts: ['name', 'email', 'capacity', 'rating', 'createdAt', 'lastLogin'],
    fields: [
      'documentId',
      '_id',
      'name',
      'email',
      'phone',
      'role',
      'language',
      'vehicle',
      'capacity',
      'isActive',
      'onDuty',
      'dutySince',
      'position',
      'load',
      'rating',
      'documents',
      'lastLogin',
      'createdAt',
      'updatedAt',
    ],
  },
  staffFilters: [],
};

/**
 * A driver as JSON text, as they and staff read it.
 * @throws DomainError `not_found`, also for a driver of another company
 */
export const readPersonnel = (db: Knex, company: Company, documentId: string): Promise<string> =>
  readOne(db, personnelSource, { company, audience: 'staff' }, null, byDocumentId(documentId));
