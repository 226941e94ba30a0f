import { z } from 'zod';

export const dutyBody = z.strictObject({ on: z.boolean() });
