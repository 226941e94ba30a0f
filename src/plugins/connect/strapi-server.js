// Strapi looks for a plugin's server side here, and takes only JavaScript.
module.exports = require('../../../dist/src/plugins/connect/server/src').default;
