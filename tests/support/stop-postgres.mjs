import fs from 'node:fs';

/** Jest's global teardown. Workers ended before; an application that ran in Jest's own process has not. */
export default async function stopPostgres() {
  const application = await globalThis.testApplication;
  await application?.close();
  const { server, folder } = globalThis.testPostgres;
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
