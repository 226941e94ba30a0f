type Plugin = { routes: Record<string, unknown> };

/**
 * Customers and drivers live in this plugin, but they come in by the contract's own routes. Strapi's
 * (`/auth/local`, `/auth/local/register`, `/users` …) know no company and would be a second door.
 */
export default (plugin: Plugin): Plugin => {
  plugin.routes['content-api'] = { type: 'content-api', routes: [] };
  return plugin;
};
