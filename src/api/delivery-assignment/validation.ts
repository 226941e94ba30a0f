import { z } from 'zod';
import { documentIdInput } from '../../http/inputs';
import { plainText } from '../../http/plain-text';

const notes = plainText({ max: 2_000 });

/** An order that is given to a driver. */
export const newAssignment = z.strictObject({
  order_id: documentIdInput,
  delivery_personnel: documentIdInput,
  notes: notes.optional(),
});

/** What staff change of an assignment. */
export const assignmentChange = z
  .strictObject({
    delivery_personnel: documentIdInput,
    status: z.enum(['assigned', 'picked', 'delivered', 'cancelled']),
    notes: notes.nullable(),
  })
  .partial();
