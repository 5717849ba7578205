import { readFileSync } from 'node:fs';

import type { IDataObject, INode, IRun } from 'n8n-workflow';

import { referralOf, type Shared, sharedByDeal, sharedByReferral } from '../../crm/agreement.mts';
import { type Crm, CrmServer } from '../../crm/crmServer.mts';
import { ForwardProxy } from '../../crm/forwardProxy.mts';
import { lead } from '../../crm/lead.mts';
import type { Engine, WorkflowToRun } from '../../engine/engine.mts';
import { PartnerCenter } from '../../engine/partnerCenter.mts';
import { Poller } from '../../engine/triggers.mts';
import type { Referral } from '../../simulator/simulator.mts';
import { type Edge, startEdge } from '../standIns/edge.mts';
import { CrmCredentials } from './crmCredentials.mts';
import { startDeduplication } from './deduplicator.mts';
import { syncNodeTypes } from './nodeTypes.mts';
import { useProxy } from './proxied.mts';

const SCHEDULE = 'Every five minutes';
const TRIGGER = 'Referral changed';

/** How many requests something took. */
export interface Requests {
	crm: number;
	partnerCenter: number;
}

/**
 * A CRM and Partner Center with the example workflow between them: n8n's own nodes for the CRM in n8n's engine, which
 * reach the CRM's fixed addresses through a proxy.
 */
export class SyncedCrm<T extends Crm = Crm> {
	private constructor(
		readonly server: CrmServer<T>,
		readonly proxy: ForwardProxy,
		readonly partnerCenter: PartnerCenter,
		readonly edge: Edge,
		private readonly workflow: WorkflowToRun,
		private readonly engine: Engine,
		private readonly credentials: CrmCredentials,
		private readonly poller: Poller,
		private readonly stopUsingProxy: () => void,
	) {}

	/** With a first poll made, as after publishing. Waits of the workflow end at once. */
	static async start<T extends Crm>(file: string, crm: T): Promise<SyncedCrm<T>> {
		const workflow = JSON.parse(readFileSync(`examples/${file}`, 'utf8')) as WorkflowToRun;
		const trigger = workflow.nodes.find(({ name }) => name === TRIGGER)!;
		const [server, partnerCenter, edge] = await Promise.all([
			CrmServer.start(crm),
			PartnerCenter.start({ referrals: [], lists: { filtersByKey: true } }),
			startEdge(),
			startDeduplication(),
		]);
		const proxy = await ForwardProxy.start(new Map(crm.hosts.map((host) => [host, server.port])));
		const engine = partnerCenter.engine.with(syncNodeTypes(workflow.nodes, edge.url));
		const poller = new Poller(engine, partnerCenter.credential, trigger.parameters);
		await poller.poll();
		return new SyncedCrm(
			server,
			proxy,
			partnerCenter,
			edge,
			workflow,
			engine,
			new CrmCredentials(partnerCenter.credential, crm),
			poller,
			useProxy(proxy),
		);
	}

	get deals(): T['deals'] {
		return this.server.crm.deals;
	}

	get mails(): IDataObject[] {
		return this.edge.received('mail');
	}

	/** @throws if there is not exactly one */
	referralOf(dealId: string): Referral {
		return referralOf(dealId, this.partnerCenter.simulator.referrals());
	}

	/** A person's change of a deal's referral in Partner Center. */
	touch(
		dealId: string,
		status: Referral['status'],
		substatus: Referral['substatus'],
		change: (referral: Referral) => void = () => undefined,
	): void {
		this.partnerCenter.simulator.touch(this.referralOf(dealId).id, (referral) => {
			Object.assign(referral, { status, substatus });
			change(referral);
		});
	}

	/** A new referral from Microsoft that is linked to a deal. @returns the deal's ID */
	lead(): string {
		const referral = lead(this.deals);
		this.partnerCenter.simulator.put(referral);
		return referral.externalReferenceId!;
	}

	/** Lets the workflow try again less often. @returns how often it does so by itself */
	limitTries(limit: number): unknown {
		const filter = this.workflow.nodes.find(({ name }) => name === 'For a day')!;
		const { conditions } = filter.parameters.conditions as unknown as {
			conditions: { rightValue: unknown }[];
		};
		const [condition] = conditions;
		const usual = condition.rightValue;
		condition.rightValue = limit;
		return usual;
	}

	/** What the workflow does every five minutes for the CRM's changes. */
	async readCrm(): Promise<Requests> {
		return await this.counted(async () => {
			await this.run(SCHEDULE, [{}]);
		});
	}

	/** What the workflow does every five minutes for Partner Center's changes. */
	async readPartnerCenter(): Promise<Requests> {
		return await this.counted(async () => {
			const items = await this.poller.poll();
			if (items.length > 0) {
				await this.run(
					TRIGGER,
					items.map(({ json }) => json),
				);
			}
		});
	}

	/** Both directions, until neither has anything left to change. */
	async settle(): Promise<void> {
		let writes;
		do {
			writes = this.writes;
			await this.readCrm();
			await this.readPartnerCenter();
		} while (this.writes > writes);
	}

	/** How many requests have changed something, on either side. */
	get writes(): number {
		const { requests } = this.partnerCenter.simulator;
		return this.server.writes.length + requests.filter(({ method }) => method !== 'GET').length;
	}

	/** What a deal and its referral have in common, seen from both sides. */
	bothSides(dealId: string): [Shared, Shared] {
		return [sharedByDeal(this.deals.get(dealId)), sharedByReferral(this.referralOf(dealId))];
	}

	async stop(): Promise<void> {
		this.stopUsingProxy();
		await Promise.all([
			this.server.stop(),
			this.proxy.stop(),
			this.partnerCenter.simulator.stop(),
			this.edge.stop(),
		]);
	}

	private async counted(part: () => Promise<void>): Promise<Requests> {
		const { requests } = this.partnerCenter.simulator;
		const before = { crm: this.server.requests.length, partnerCenter: requests.length };
		await part();
		return {
			crm: this.server.requests.length - before.crm,
			partnerCenter: requests.length - before.partnerCenter,
		};
	}

	/** @throws if a node stops the workflow */
	private async run(trigger: string, items: IDataObject[]): Promise<IRun> {
		const { nodes, ...others } = this.workflow;
		const isTrigger = ({ name }: INode) => name === trigger;
		const workflow = {
			...others,
			nodes: [...nodes.filter(isTrigger), ...nodes.filter((node) => !isTrigger(node))],
		};
		const run = await this.engine.startWorkflow(this.credentials, workflow, items, 'trigger')
			.finished;
		const { error } = run.data.resultData;
		if (error) throw error;
		return run;
	}
}
