const fs = require('node:fs');

/**
 * Counts what ran. A file that could not be run at all is one failure. `npm test` adds its other checks
 * and prints the closing line itself; Jest alone prints it here.
 */
module.exports = class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const counts = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    const file = process.env.TEST_COUNTS_FILE;
    if (file) fs.writeFileSync(file, JSON.stringify(counts));
    else {
      const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
      process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
    }
  }
};
