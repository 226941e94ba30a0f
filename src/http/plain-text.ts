import { z } from 'zod';

// Filled by the sanitiser at the merge.
export const plainText = ({ min = 0, max }: { min?: number; max: number }) =>
  z.string().trim().min(min).max(max);
