/**
 * The first yardstick: this application with Strapi's own way of reading beside ours. The routes run through
 * Strapi's whole middleware chain, its users-permissions authentication and its core controller, as
 * `GET /api/products?populate=…` does in a project that adds nothing. What Strapi does not know (stock) is
 * left out, in its favour.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { live } from '../../scripts/launch/lifetime.mjs';
import { openApplication } from '../../scripts/launch/server.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const { factories } = createRequire(path.join(projectDir, 'package.json'))('@strapi/strapi');

const PRODUCT = 'api::product.product';
const PRODUCT_UNIT = 'api::product-unit.product-unit';
const CATEGORY = 'api::category.category';
const UNIT = 'api::unit.unit';

/** Lets everybody read, as one would in the panel under Users & Permissions. */
async function grantPublicReads(app) {
  const role = await app.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
  for (const uid of [PRODUCT, PRODUCT_UNIT, CATEGORY, UNIT]) {
    const permission = { action: `${uid}.find`, role: role.id };
    await app.db.query('plugin::users-permissions.permission').create({ data: permission });
  }
}

/** Adds the units of a page of products by a second query: products have no relation of that direction. */
async function attachUnits(app, products) {
  const ids = products.map(({ documentId }) => documentId);
  const units = await app.documents(PRODUCT_UNIT).findMany({
    filters: { productId: { documentId: { $in: ids } }, isActive: { $ne: false } },
    populate: { unitId: { fields: ['name', 'symbol'] }, productId: { fields: ['documentId'] } },
    limit: -1,
  });
  const byProduct = new Map(ids.map((documentId) => [documentId, []]));
  for (const { productId, ...unit } of units) byProduct.get(productId?.documentId)?.push(unit);
  return products.map((product) => ({ ...product, units: byProduct.get(product.documentId) }));
}

/** Strapi's core controller with its core service, and the units added. */
function productController(app) {
  const service = factories.createCoreService(PRODUCT)({ strapi: app });
  return factories.createCoreController(PRODUCT, {
    async find(ctx) {
      await this.validateQuery(ctx);
      const { results, pagination } = await service.find(await this.sanitizeQuery(ctx));
      const sanitized = await this.sanitizeOutput(results, ctx);
      return this.transformResponse(await attachUnits(app, sanitized), { pagination });
    },
  })({ strapi: app });
}

/** All categories with what they hang under, in one `findMany`, nested here. */
function categoryController(app) {
  return factories.createCoreController(CATEGORY, {
    async tree(ctx) {
      await this.validateQuery(ctx);
      const query = await this.sanitizeQuery(ctx);
      const rows = await this.sanitizeOutput(
        await app.documents(CATEGORY).findMany({ ...query, limit: -1 }),
        ctx,
      );
      const branches = new Map(rows.map((row) => [row.documentId, { ...row, children: [] }]));
      const roots = [];
      for (const branch of branches.values()) {
        (branches.get(branch.parent?.documentId)?.children ?? roots).push(branch);
      }
      return this.transformResponse(roots);
    },
  })({ strapi: app });
}

function addRoutes(app) {
  const products = productController(app);
  const categories = categoryController(app);
  const read = (routePath, handler, uid) => ({
    method: 'GET',
    path: routePath,
    handler,
    info: { type: 'content-api' },
    config: { auth: { scope: [`${uid}.find`] } },
  });
  app.server.routes({
    type: 'content-api',
    routes: [
      read('/strapi/products', (ctx) => products.find(ctx), PRODUCT),
      read('/strapi/category-tree', (ctx) => categories.tree(ctx), CATEGORY),
    ],
  });
}

await live(
  async ({ onEnd, whole }) => {
    const application = await whole(openApplication(projectDir, { serveAdminPanel: false }));
    onEnd(() => application.close());
    await grantPublicReads(application.app);
    addRoutes(application.app);
    await application.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
  },
  { staysUp: true },
);
