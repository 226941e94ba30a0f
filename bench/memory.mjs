import fs from 'node:fs';

const LOOK_EVERY = 200;

/**
 * Watches the resident memory of a process while it runs.
 * @param {number} pid
 * @returns {() => number} ends the watch and answers the most that was seen, in megabytes
 */
export function peakMemoryOf(pid) {
  let peak = 0;
  const look = () => {
    try {
      const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
      peak = Math.max(peak, Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // The process has ended, or the system does not tell.
    }
  };
  const timer = setInterval(look, LOOK_EVERY);
  return () => {
    clearInterval(timer);
    return peak;
  };
}
