/** @returns {number} milliseconds by a clock that all processes of a machine share, finer than `Date.now()` */
export const now = () => performance.timeOrigin + performance.now();
