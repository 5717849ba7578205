import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
	type Simulator,
	type SimulatorOptions,
	startSimulator,
} from '../../test/simulator/simulator.mts';
import { whenLeaving } from '../machine/leaving.mts';
import { CHECKOUT, freePort } from '../machine/places.mts';
import { MailSink } from '../parties/mailSink.mts';
import { N8n, type N8nOptions } from './n8n.mts';
import { credentialFor, signIn } from './partnerCenter.mts';
import { prepared } from './prepared.mts';
import { Rest, type Workflow } from './rest.mts';
import { type Headers, type Post, webhook } from './webhook.mts';

interface Options extends Pick<N8nOptions, 'env' | 'port'> {
	/** Called for each referral that a request has written. */
	onWrite?: SimulatorOptions['onWrite'];
}

/** Where `npm run simulator` listens, too. */
const USUAL_PORT = 4010;

/** What a workflow of examples/ needs: n8n with this package, the simulator, and a mail server. */
export class Stage {
	private readonly credentials: Record<string, { id: string; name: string } | undefined> = {};

	private constructor(
		readonly n8n: N8n,
		readonly rest: Rest,
		readonly simulator: Simulator,
		readonly mails: MailSink,
	) {}

	/** Before anyone has set it up. */
	static async open({ onWrite, ...options }: Options = {}): Promise<Stage> {
		const simulator = await startSimulator({ port: await freePort(USUAL_PORT), onWrite });
		whenLeaving(() => simulator.stop());
		const mails = await MailSink.start();
		const n8n = await N8n.start({ ...(await prepared()), ...options });
		return new Stage(n8n, new Rest(n8n.url), simulator, mails);
	}

	/** As it is after an owner has set it up and made a credential for each party. */
	static async openSetUp(options?: Options): Promise<Stage> {
		const stage = await Stage.open(options);
		await stage.rest.setUpOwner();
		await stage.createCredentials();
		return stage;
	}

	/** What the credential's form takes for the simulator. */
	get partnerCenter() {
		return credentialFor(this.simulator.url);
	}

	/** Of the credential for Partner Center. */
	get credentialId(): string {
		return this.credential('microsoftPartnerCenterOAuth2Api').id;
	}

	/** Makes a credential of this type and lets workflows have it from now on. @returns its id */
	async createCredential(
		type: string,
		name: string,
		data: Record<string, unknown>,
	): Promise<string> {
		const id = await this.rest.createCredential(type, name, data);
		this.credentials[type] = { id, name };
		return id;
	}

	/** Lets workflows have the credentials that are there already. */
	async adoptCredentials(): Promise<void> {
		for (const { id, name, type } of await this.rest.credentials()) {
			this.credentials[type] = { id, name };
		}
	}

	/** Gives a workflow's nodes their credentials. */
	withCredentials(workflow: Workflow): Workflow {
		const nodes = workflow.nodes.map((node) => ({
			...node,
			credentials: Object.fromEntries(
				Object.keys(node.credentials ?? {}).map((type) => [type, this.credential(type)]),
			),
		}));
		return { ...workflow, nodes };
	}

	/** A workflow of examples/, with the address of this n8n. */
	async example(file: string): Promise<Workflow> {
		const text = await readFile(join(CHECKOUT, 'examples', file), 'utf8');
		const adapted = text.replaceAll('https://n8n.contoso.com', this.n8n.url);
		return this.withCredentials(JSON.parse(adapted) as Workflow);
	}

	/** Imports a workflow of examples/. @returns its id */
	async importExample(file: string): Promise<string> {
		return await this.rest.createWorkflow(await this.example(file));
	}

	/** Waits until a workflow listens at this path. @returns what posts to it, as JSON or as it is */
	async webhook(path: string, headers?: Headers): Promise<Post> {
		return await webhook(this.n8n.url, path, headers);
	}

	async close(): Promise<void> {
		await this.n8n.stop();
		await Promise.all([this.simulator.stop(), this.mails.stop()]);
	}

	private credential(type: string): { id: string; name: string } {
		const credential = this.credentials[type];
		if (credential === undefined) throw new Error(`Nobody made a credential of type ${type}`);
		return credential;
	}

	private async createCredentials(): Promise<void> {
		const id = await this.createCredential(
			'microsoftPartnerCenterOAuth2Api',
			'Microsoft Partner Center',
			this.partnerCenter,
		);
		await this.connect(id);
		await this.createCredential('smtp', 'SMTP account', this.mails.credential);
		await this.createCredential('httpBasicAuth', 'Who may use the form', FORM_USER);
	}

	/** Connects a credential: signs in on the simulator's page, without a browser. */
	async connect(credentialId: string): Promise<void> {
		await signIn(this.rest, credentialId);
		// n8n's page for the end of a sign-in has status 200 either way.
		const [token] = this.simulator.tokenRequests.splice(0);
		if (token.status !== 200)
			throw new Error(`No token was given for the sign-in: ${token.status}`);
	}
}

export const FORM_USER = { user: 'form', password: 'a-made-up-word' };
