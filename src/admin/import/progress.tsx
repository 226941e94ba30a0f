import { Box } from '@strapi/design-system';

/** How much of something is done, as a bar that grows in the direction of reading. */
export const Progress = ({ done, of }: { done: number; of: number }) => {
  const percent = of === 0 ? 0 : Math.min(100, Math.round((done / of) * 100));
  return (
    <Box
      background="neutral200"
      height="0.8rem"
      hasRadius
      overflow="hidden"
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <Box background="primary600" height="100%" width={`${percent}%`} />
    </Box>
  );
};
