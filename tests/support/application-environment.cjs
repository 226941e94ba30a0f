const { TestEnvironment } = require('jest-environment-node');
const { workerApplication } = require('./worker-application.cjs');

/** Jest's environment for tests that need the running application; they find it as `app`. */
module.exports = class ApplicationEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.app = await workerApplication();
  }
};
