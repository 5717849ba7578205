import { N8n } from '../../e2e/server/n8n.mts';
import { credentialFor, signIn } from '../../e2e/server/partnerCenter.mts';
import { prepared } from '../../e2e/server/prepared.mts';
import { Rest } from '../../e2e/server/rest.mts';
import { webhook } from '../../e2e/server/webhook.mts';
import { CREDENTIAL_TYPE, workflowOf } from './workflow.mts';
import type { Chain } from './workflow.mts';

/** Lets a workflow do its work on these items, and waits until it has ended. */
export type Run = (items: object[]) => Promise<void>;

/** The n8n of the end-to-end tests, with this package installed from its tarball. */
export class Server {
	private constructor(
		private readonly n8nUrl: string,
		private readonly rest: Rest,
		/** What runs here. */
		readonly versions: { n8n: string; node: string },
	) {}

	static async start(): Promise<Server> {
		const { installed, nodes } = await prepared();
		const { url } = await N8n.start({ installed, nodes });
		const rest = new Rest(url);
		await rest.setUpOwner();
		return new Server(url, rest, { n8n: installed.version, node: installed.nodeVersion });
	}

	/** Makes a credential for this simulator and signs in with it. @returns its id */
	async connect(simulatorUrl: string): Promise<string> {
		const data = credentialFor(simulatorUrl);
		const id = await this.rest.createCredential(CREDENTIAL_TYPE, simulatorUrl, data);
		await signIn(this.rest, id);
		return id;
	}

	/** Publishes a workflow that a webhook starts, and whose answer comes when it has ended. */
	async publish(chain: Chain, credentialId: string): Promise<Run> {
		const path = crypto.randomUUID();
		await this.rest.publish(await this.rest.createWorkflow(workflowOf(path, chain, credentialId)));
		const post = await webhook(this.n8nUrl, path);
		return async (items) => {
			const answer = await post({ items });
			if (!answer.ok) throw new Error(`The workflow failed: ${await answer.text()}`);
		};
	}
}
