import { deepEqual, equal, ok } from 'node:assert/strict';
import type { TestContext } from 'node:test';

import type { Process } from '../machine/process.mts';
import { until } from '../machine/waiting.mts';
import { startPostgres } from '../server/postgres.mts';
import { startRedis } from '../server/redis.mts';
import type { Workflow } from '../server/rest.mts';
import { Stage } from '../server/stage.mts';
import type { Post } from '../server/webhook.mts';
import { connected, placed, SIGNED_IN } from '../server/workflow.mts';
import { steps } from './steps.mts';

export const title = 'On several workers';

/** The number of calls, and of rounds whose median is reported. */
const CALLS = 300;
const ROUNDS = 5;
const ITEMS = 3;
/** How many calls wait for their answer at one time. */
const AT_ONCE = 20;
/** How many executions a worker has at one time. */
const CONCURRENCY = 5;

/** How soon it is noticed that a worker is gone, in milliseconds; n8n's own values are 60 and 30 s. */
const NOTICED = { QUEUE_WORKER_LOCK_DURATION: '5000', QUEUE_WORKER_STALLED_INTERVAL: '5000' };

export async function suite(t: TestContext): Promise<void> {
	const database = await startPostgres();
	const queue = { EXECUTIONS_MODE: 'queue', ...(await startRedis()), ...NOTICED };
	const stage = await Stage.openSetUp({ env: { ...database, ...queue } });
	const workers = await Promise.all([stage.n8n.startWorker(), stage.n8n.startWorker()]);
	t.after(async () => {
		await Promise.all(workers.map((worker) => worker.stop()));
		await stage.close();
	});
	const { rest, simulator } = stage;
	const ids = await Promise.all(
		['lastNode', 'onReceived'].map(
			async (mode) => await rest.createWorkflow(stage.withCredentials(manyWrites(mode))),
		),
	);
	for (const id of ids) await rest.activate(id);
	const post = await stage.webhook('lastNode');
	const drop = await stage.webhook('onReceived');
	const step = steps(t);
	/** Calls a second, by what answered them. */
	const rates: Record<string, number> = {};

	await step(
		`${CALLS} calls of ${ITEMS} items spread over two workers, each change arrives once`,
		async () => {
			await inParallel(callsFor(stage, 2 * AT_ONCE), post);
			const before = workers.map(startedBy);
			rates['two workers'] = await rateOf(stage, post);

			const share = workers.map((worker, index) => startedBy(worker) - before[index]);
			equal(share[0] + share[1], CALLS);
			ok(Math.min(...share) > CALLS / 10, `They ran ${share.join(' and ')}`);
			t.diagnostic(`The workers ran ${share.join(' and ')} of ${CALLS} executions`);
		},
	);

	await step('a token that has expired is renewed once, for both workers', async () => {
		simulator.expireAccessTokens();
		const before = simulator.tokenRequests.length;
		const started = workers.map(startedBy);
		const calls = callsFor(stage, 3 * AT_ONCE);
		await inParallel(calls, post);

		arrivedOnce(stage, calls.flat());
		equal(simulator.tokenRequests.length - before, 1);
		ok(workers.every((worker, index) => startedBy(worker) > started[index]));
	});

	await step(
		'a worker that is killed takes its own executions along, and no change is made twice',
		async () => {
			const calls = callsFor(stage, 60);
			simulator.reset();
			// So that the worker is in the middle of something.
			simulator.fault({ when: ({ method }) => method === 'PATCH', times: Infinity, delayMs: 400 });
			const accepting = inParallel(calls, drop);
			await until('a third of the changes', () => simulator.patches.length > calls.length, {
				interval: 20,
			});
			await workers[0].kill();
			const accepted = await accepting;
			const executions = await rest.executed(ids[1], calls.length);

			deepEqual(new Set(accepted), new Set([200]));
			const failed = executions.filter(({ status }) => status !== 'success');
			ok(failed.length > 0 && failed.length <= CONCURRENCY, `${failed.length} did not succeed`);
			const changes = changesByReferral(stage);
			deepEqual(new Set([...changes.values()].map(({ length }) => length)), new Set([1]));
			for (const { runs } of executions.filter(({ status }) => status === 'success')) {
				const missing = runs.Items[0].outputs[0].filter(({ id }) => !changes.has(id as string));
				deepEqual(missing, []);
			}
			t.diagnostic(`Of ${calls.length} executions, ${failed.length} failed with the killed worker`);
		},
	);

	await step('the one worker that is left makes the same changes', async () => {
		simulator.reset();
		rates['one worker'] = await rateOf(stage, post);
	});

	await step('so does one process without a queue', async () => {
		await workers[1].stop();
		await stage.n8n.stop();
		await stage.n8n.start({ EXECUTIONS_MODE: 'regular' });
		const again = await stage.webhook('lastNode');
		await inParallel(callsFor(stage, 2 * AT_ONCE), again);
		rates['one process'] = await rateOf(stage, again);

		for (const [who, rate] of Object.entries(rates)) {
			const ratio = (rate / rates['one process']).toFixed(2);
			t.diagnostic(`${who}: ${rate.toFixed(1)} calls a second, ${ratio} times one process`);
		}
	});
}

/** Sends all calls, round by round, each of whose changes is to arrive once. @returns the median, in calls a second */
async function rateOf(stage: Stage, post: Post): Promise<number> {
	const rates: number[] = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		const calls = callsFor(stage, CALLS / ROUNDS);
		const begun = performance.now();
		const statuses = await inParallel(calls, post);
		rates.push((calls.length * 1000) / (performance.now() - begun));

		deepEqual(new Set(statuses), new Set([200]));
		arrivedOnce(stage, calls.flat());
	}
	return rates.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}

interface Change {
	id: string;
	value: number;
}

/** Calls with items for referrals that no other call writes to. */
function callsFor({ simulator }: Stage, count: number): Change[][] {
	return Array.from({ length: count }, (_, call) =>
		Array.from({ length: ITEMS }, (_, item) => {
			const id = crypto.randomUUID();
			simulator.put({
				id,
				name: `Deal ${call}`,
				status: 'Active',
				substatus: 'Accepted',
				type: 'Independent',
				direction: 'Outgoing',
				customerProfile: { name: 'Contoso', address: { country: 'US' } },
				details: { dealValue: 1, currency: 'USD' },
			});
			return { id, value: 1000 * call + item };
		}),
	);
}

/** @returns the statuses of the answers */
async function inParallel(calls: Change[][], post: Post): Promise<number[]> {
	const waiting = [...calls];
	const statuses: number[] = [];
	const one = async () => {
		for (let call = waiting.shift(); call !== undefined; call = waiting.shift()) {
			const answer = await post({ items: call });
			await answer.arrayBuffer();
			statuses.push(answer.status);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, one));
	return statuses;
}

/** What arrived with a token that is valid. */
function changesByReferral({ simulator }: Stage): Map<string, unknown[]> {
	const changes = new Map<string, unknown[]>();
	for (const { referralId = '', body } of simulator.patches.filter(
		({ status }) => status !== 401,
	)) {
		changes.set(referralId, [...(changes.get(referralId) ?? []), body]);
	}
	return changes;
}

function arrivedOnce(stage: Stage, wanted: Change[]): void {
	const changes = changesByReferral(stage);
	for (const { id, value } of wanted) {
		deepEqual(changes.get(id), [
			[{ op: 'replace', path: '/details/dealValue', value: String(value) }],
		]);
	}
}

/** How many executions a worker says that it has started. */
function startedBy({ output }: Process): number {
	return output.match(/Worker started execution/g)?.length ?? 0;
}

/** Answers when all is done, or at once. */
function manyWrites(responseMode: string): Workflow {
	return {
		name: `Many writes, ${responseMode}`,
		nodes: [
			placed(0, {
				name: 'Call',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				webhookId: crypto.randomUUID(),
				parameters: { httpMethod: 'POST', path: responseMode, responseMode, options: {} },
			}),
			placed(1, {
				name: 'Items',
				type: 'n8n-nodes-base.splitOut',
				parameters: { fieldToSplitOut: 'body.items', options: {} },
			}),
			placed(2, {
				name: 'Write',
				type: 'n8n-nodes-microsoft-partner-center.microsoftPartnerCenter',
				...SIGNED_IN,
				parameters: {
					operation: 'updateDealValue',
					referralId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
					dealValue: '={{ $json.value }}',
				},
			}),
		],
		connections: { ...connected('Call', 'Items'), ...connected('Items', 'Write') },
		settings: { executionOrder: 'v1' },
	};
}
