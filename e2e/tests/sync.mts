import { deepEqual, equal, match } from 'node:assert/strict';
import type { TestContext } from 'node:test';

import { referralOf, sharedByDeal, sharedByReferral } from '../../test/crm/agreement.mts';
import type { CrmServer } from '../../test/crm/crmServer.mts';
import type { Deal } from '../../test/crm/deals.mts';
import { lead } from '../../test/crm/lead.mts';
import { ACTIVE, NEW, tenChangesOnEachSide } from '../../test/crm/tenChanges.mts';
import type { Referral } from '../../test/simulator/simulator.mts';
import { until } from '../machine/waiting.mts';
import { Crms } from '../parties/crms.mts';
import { EVERY_FIVE_SECONDS } from '../server/pollTimes.mts';
import { Stage } from '../server/stage.mts';
import { steps } from './steps.mts';

export const title = 'Synchronization with HubSpot, Salesforce and Dynamics 365';

const FILES = [
	'sync-with-hubspot.json',
	'sync-with-salesforce.json',
	'sync-with-dynamics-365.json',
];

/**
 * What the new deals and the ten changes on each side write, to Partner Center and to the three CRMs. Partner Center: each
 * deal, and each of its changes, of three CRMs. HubSpot and Salesforce: the status of each new referral, each change, and
 * the status of the four deals that were closed in the CRM. Dynamics 365 keeps closed deals as they are, and closing one
 * takes several requests.
 */
const WRITES = [3 * (ACTIVE + 10), ACTIVE + 10 + 4, ACTIVE + 10 + 4, ACTIVE + 18].join(', ');

/** In milliseconds: several polls, of three workflows at the same time. */
const SEVERAL_POLLS = { patience: 180_000 };

export async function suite(t: TestContext): Promise<void> {
	const crms = await Crms.start();
	const stage = await Stage.openSetUp({ env: crms.env });
	t.after(() => stage.close());
	const { rest, simulator, mails } = stage;
	const { servers } = crms;
	const step = steps(t);
	const active = new Map<CrmServer, string[]>();
	const workflows: string[] = [];

	const referral = (dealId: string) => referralOf(dealId, simulator.referrals());

	function touch(
		dealId: string,
		status: Referral['status'],
		substatus: Referral['substatus'],
		dealValue?: number,
	): void {
		simulator.touch(referral(dealId).id, (touched) => {
			Object.assign(touched, { status, substatus });
			if (dealValue !== undefined) touched.details.dealValue = dealValue;
		});
	}

	/** Whether all deals show their referral's status, and have its values. */
	function agree(): boolean {
		const referrals = new Map(simulator.referrals().map((one) => [one.externalReferenceId, one]));
		return servers.every(({ crm }) =>
			crm.deals.all.every((deal) => {
				const own = referrals.get(deal.id);
				return own !== undefined && sameOnBothSides(deal, own);
			}),
		);
	}

	/** How many requests have changed something, on any side. */
	const writes = () =>
		[
			simulator.requests.filter(({ method }) => method !== 'GET'),
			...servers.map((one) => one.writes),
		]
			.map(({ length }) => length)
			.join(', ');

	/** Waits until each workflow has read both sides twice more. */
	async function readTwice(): Promise<void> {
		const before = servers.map(({ requests }) => requests.length);
		await until(
			'two more readings of each CRM',
			() => servers.every(({ requests }, index) => requests.length >= before[index] + 2),
			SEVERAL_POLLS,
		);
		const polls = simulator.requests.length;
		await until('more polls', () => simulator.requests.length >= polls + 9, SEVERAL_POLLS);
	}

	/** Waits until nothing is left to change, and reports what that took. */
	async function settled(what: string): Promise<void> {
		const before = [simulator, ...servers].map(({ requests }) => requests.length);
		await until(`agreement after ${what}`, agree, SEVERAL_POLLS);
		const counts = [simulator, ...servers].map(
			({ requests }, index) => requests.length - before[index],
		);
		t.diagnostic(`${what}: requests to Partner Center and the three CRMs: ${counts.join(', ')}`);
	}

	await step('the three workflows are published, and new deals become referrals', async () => {
		simulator.clear();
		await crms.connect(stage);
		for (const file of FILES) {
			const workflow = await stage.example(file);
			const parameters = (name: string) =>
				workflow.nodes.find((node) => node.name === name)!.parameters;
			Object.assign(parameters('Every five minutes'), {
				rule: { interval: [{ field: 'seconds', secondsInterval: 5 }] },
			});
			Object.assign(parameters('Referral changed'), { pollTimes: EVERY_FIVE_SECONDS });
			Object.assign(parameters('Wait ten minutes'), { amount: 2, unit: 'seconds' });
			const id = await rest.createWorkflow(workflow);
			await rest.publish(id);
			workflows.push(id);
		}
		await until('the first polls', () => simulator.requests.length >= FILES.length);
		for (const server of servers) {
			active.set(
				server,
				Array.from({ length: ACTIVE }, () => server.crm.deals.add()),
			);
		}

		await settled(`${ACTIVE} new deals in each CRM`);
	});

	await step('after ten changes on each side of each pair, both sides agree', async () => {
		for (const server of servers) {
			const { deals } = server.crm;
			const leads = Array.from({ length: NEW }, () => {
				const one = lead(deals);
				simulator.put(one);
				return one.externalReferenceId!;
			});
			tenChangesOnEachSide(deals, active.get(server)!, leads, touch);
		}

		await settled('ten changes on each side');
	});

	await step('each change is written once, and its echo changes nothing more', async () => {
		await until('the last write', () => writes() === WRITES, SEVERAL_POLLS);
		await readTwice();

		equal(writes(), WRITES);
	});

	await step('of a value that both sides change, the CRM’s wins', async () => {
		for (const server of servers) {
			const [deal] = active.get(server)!;
			server.crm.deals.change(deal, { amount: 111 });
			touch(deal, 'Active', 'Accepted', 222);
		}

		await settled('a conflict');
		deepEqual(
			servers.map((server) => server.crm.deals.get(active.get(server)![0]).amount),
			[111, 111, 111],
		);
	});

	await step('CRMs that are down for a while miss nothing, and operations knows', async () => {
		equal(mails.mails.length, 0);
		for (const server of servers) {
			server.unavailableFor = 16;
			const [, changed, won] = active.get(server)!;
			server.crm.deals.change(changed, { amount: 333 });
			touch(won, 'Closed', 'Won');
		}

		await settled('16 failing requests of each CRM');
		for (const label of ['HubSpot', 'Salesforce', 'Dynamics 365']) {
			const { to, text } = await mails.arrived(`${label} and Partner Center`);
			equal(to, 'operations@contoso.com');
			match(text, /What to do:\n- If .+ was unavailable: nothing\./);
		}
	});

	await step('a deal that fails is reported by name, once', async () => {
		await readTwice();
		mails.mails.length = 0;
		for (const { crm } of servers)
			crm.deals.add({ name: 'Fabrikam’s network', country: 'Atlantis' });

		for (const label of ['HubSpot', 'Salesforce', 'Dynamics 365']) {
			const { text } = await mails.arrived(`${label} and Partner Center: 1 not in sync`);
			match(
				text,
				/^- Fabrikam’s network \(.+\): "Fields > Country \(When Created\)" must be a country/,
			);
		}
		await readTwice();
		equal(mails.mails.length, 0);
	});

	await step('no request has left the machine', () => {
		const others = crms.proxy.refused.filter((host) => !host.endsWith('n8n.io'));
		deepEqual(others, []);
		return Promise.resolve();
	});
}

/** A deal that was closed first in Dynamics 365 can't show the referral's status any more. */
function sameOnBothSides(deal: Deal, referral: Referral): boolean {
	const isShown = deal.partnerCenterStatus === `${referral.status}: ${referral.substatus}`;
	return (
		(isShown || deal.state !== 'open') &&
		JSON.stringify(sharedByDeal(deal)) === JSON.stringify(sharedByReferral(referral))
	);
}
