import fs from 'node:fs';
import path from 'node:path';
import { build } from '../scripts/launch/build.mjs';
import { Failure } from '../scripts/launch/failure.mjs';
import { takeLock } from '../scripts/launch/instance-lock.mjs';
import { say } from '../scripts/launch/progress.mjs';
import { measureCheckout } from './measure-checkout.mjs';
import { measureDelivery } from './measure-delivery.mjs';
import { measureImport } from './measure-import.mjs';
import { measureInvoice } from './measure-invoice.mjs';
import { measureOutbox } from './measure-outbox.mjs';
import { measureReads } from './measure-reads.mjs';
import { measureSockets } from './measure-sockets.mjs';
import { measureSecondUp, measureStart } from './measure-start.mjs';
import { measureWall } from './measure-wall.mjs';
import { measureWebhook } from './measure-webhook.mjs';
import { readOptions, USAGE } from './options.mjs';
import { report } from './report.mjs';
import { fillScratchDatabase, removeScratchDatabase, startScratchDatabase } from './scratch-database.mjs';

/**
 * The whole benchmark, from the build to the tables.
 * @param {string} projectDir
 * @param {string[]} args
 * @param {import('../scripts/launch/lifetime.mjs').Lifetime} lifetime
 */
export async function benchmark(projectDir, args, lifetime) {
  const wanted = readOptions(args);
  if (!wanted) {
    process.stdout.write(USAGE);
    return;
  }
  const benchDir = path.join(projectDir, '.data', 'bench');
  const { lock, holder } = takeLock(path.join(projectDir, '.data', 'bench.lock'), {
    command: 'npm run bench',
  });
  if (!lock) throw new Failure(`A benchmark is running already as process ${holder.pid}: wait for it.`);
  lifetime.onEnd(() => lock.release());
  await build(projectDir);

  const shopDir = path.join(benchDir, 'shop');
  const dataDir = path.join(shopDir, '.data', 'postgres');
  const database = await lifetime.whole(
    startScratchDatabase(projectDir, dataDir).then((started) => {
      lifetime.onEnd(async () => {
        await started.stop();
        removeScratchDatabase(dataDir);
        fs.rmSync(benchDir, { recursive: true, force: true });
      });
      return started;
    }),
  );
  const common = { projectDir, databaseUrl: database.url, dataDir: database.dataDir, wanted, lifetime };
  const reads = [];
  for (const products of wanted.sizes) {
    await fillScratchDatabase({ ...common, products });
    if (wanted.reads) reads.push({ products, results: await measureReads(common) });
  }
  const wall = wanted.wall ? await measureWall(common) : undefined;
  const imported = wanted.import ? await measureImport(common) : undefined;
  const checkout = wanted.checkout ? await measureCheckout(common) : undefined;
  const invoice = wanted.invoice ? await measureInvoice(common) : undefined;
  const webhook = wanted.invoice ? await measureWebhook(common) : undefined;
  const delivery = wanted.delivery ? await measureDelivery(common) : undefined;
  const realtime = wanted.realtime
    ? { outbox: await measureOutbox(common), sockets: await measureSockets(common) }
    : undefined;
  const start = wanted.start ? await measureStart(common) : undefined;
  if (start) {
    await database.stop();
    start.secondUpSeconds = await measureSecondUp({ projectDir, shopDir, lifetime });
  }
  const folder = path.join(projectDir, 'bench', 'results');
  const file = report({
    folder,
    wanted,
    reads,
    start,
    imported,
    wall,
    checkout,
    invoice,
    webhook,
    delivery,
    realtime,
  });
  say(`Written to ${path.relative(projectDir, file)}`);
}
