/** A thread of the press for tests: does what the paper says. */
const acts = {
  draw: ({ text }) => new TextEncoder().encode(text),
  slow: ({ ms }) => new Promise((resolve) => setTimeout(() => resolve(new Uint8Array(1)), ms)),
  fail: () => {
    throw new Error('no ink');
  },
  die: () => process.exit(1),
};

module.exports = (paper) => acts[paper.act](paper);
