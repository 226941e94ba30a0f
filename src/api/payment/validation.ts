import { z } from 'zod';

/** In which way an order is to be paid, where that is another than it was ordered with. */
export const payBody = z.strictObject({
  payment_method: z.enum(['cod', 'stripe', 'paypal', 'razorpay']).nullish(),
});

export type PayBody = z.infer<typeof payBody>;
