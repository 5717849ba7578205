import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Installed } from '../install/n8n.mts';
import { freePort, temporaryFolder } from '../machine/places.mts';
import { Process } from '../machine/process.mts';
import { until } from '../machine/waiting.mts';

/** What all n8n processes of a run get; nothing leaves this machine. */
const SETTINGS = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	N8N_ENCRYPTION_KEY: 'end-to-end',
	GENERIC_TIMEZONE: 'UTC',
	NO_COLOR: '1',
};

/** How long a start may take, in milliseconds; 20 s is usual. */
const LONGEST_START = 180_000;

export interface N8nOptions {
	installed: Installed;
	/** The folder that replaces `.n8n/nodes` of this n8n. */
	nodes: string;
	/** Further settings. */
	env?: Record<string, string>;
	/** Where it is to listen, if that port is free. */
	port?: number;
}

/** An n8n with this package installed, and a folder of its own. */
export class N8n {
	private process?: Process;

	private constructor(
		private readonly installed: Installed,
		private readonly folder: string,
		private readonly env: Record<string, string>,
		private readonly port: number,
	) {}

	/** On SQLite, unless the settings say otherwise. */
	static async start({ installed, nodes, env, port }: N8nOptions): Promise<N8n> {
		const folder = await temporaryFolder('n8n');
		await mkdir(join(folder, '.n8n'));
		await cp(nodes, join(folder, '.n8n', 'nodes'), { recursive: true });
		const n8n = new N8n(installed, folder, { ...env }, await freePort(port));
		await n8n.start();
		return n8n;
	}

	/** On `localhost`, which is the redirect address that n8n tells the sign-in page. */
	get url(): string {
		return `http://localhost:${this.port}`;
	}

	/** Also after it was stopped. @param env settings that are to be different from then on */
	async start(env: Record<string, string> = {}): Promise<void> {
		Object.assign(this.env, env);
		this.process = await this.launched(['start'], { N8N_PORT: String(this.port) });
		await ready(this.process, `${this.url}/healthz/readiness`);
	}

	/** A further process of this n8n, which takes executions from the queue. */
	async startWorker(): Promise<Process> {
		const port = String(await freePort());
		const worker = await this.launched(['worker', '--concurrency=5'], {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: port,
		});
		await ready(worker, `http://127.0.0.1:${port}/healthz/readiness`);
		return worker;
	}

	async stop(): Promise<void> {
		await this.process?.stop();
	}

	private async launched(command: string[], env: Record<string, string>): Promise<Process> {
		const { node, n8n } = this.installed;
		return Process.start(`n8n ${command[0]}`, node, [n8n, ...command], {
			cwd: this.folder,
			env: {
				PATH: `${join(node, '..')}:${process.env.PATH ?? ''}`,
				HOME: this.folder,
				N8N_USER_FOLDER: this.folder,
				N8N_RUNNERS_BROKER_PORT: String(await freePort()),
				...SETTINGS,
				...this.env,
				...env,
			},
		});
	}
}

async function ready(process: Process, address: string): Promise<void> {
	const answers = async () => {
		if (!process.isRunning) {
			throw new Error(`${process.name} ended while starting:\n${process.output.slice(-4_000)}`);
		}
		return await fetch(address).then(
			({ ok }) => ok,
			() => false,
		);
	};
	await until(`${process.name} gets ready`, answers, { patience: LONGEST_START, interval: 500 });
}
