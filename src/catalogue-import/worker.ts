import { parentPort, workerData } from 'node:worker_threads';
import { Client, type ClientConfig } from 'pg';
import { runImport } from './run';
import { releaseJob, takeJob } from './store';

/** What the thread is given: the job, and how to reach the database. */
export type WorkerOrder = { jobId: string; connection: ClientConfig };

const work = async ({ jobId, connection }: WorkerOrder): Promise<void> => {
  const connect = async (): Promise<Client> => {
    const client = new Client({
      ...connection,
      options: '-c timezone=UTC',
      application_name: 'saptmarkets-import',
    });
    await client.connect();
    return client;
  };
  const client = await connect();
  try {
    // Another process may have been quicker.
    if (!(await takeJob(client, jobId))) return;
    parentPort?.postMessage('taken');
    await runImport(client, connect, jobId);
    await releaseJob(client, jobId);
  } finally {
    await client.end();
  }
};

void work(workerData as WorkerOrder);
