import type { IDataObject, INode, INodeParameters, IRun } from 'n8n-workflow';

import { resultOf } from '../../../../engine/engine.mts';
import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';
import type { RecordedRequest } from '../../../../simulator/simulator.mts';

let partnerCenter: PartnerCenter;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => partnerCenter.simulator.stop());

const UPDATE: INodeParameters = {
	operation: 'updateDealValue',
	referralId: byId('={{ $json.id }}'),
	dealValue: 5,
	options: { maxConcurrentRequests: 2 },
};

const UPSERT: INodeParameters = {
	operation: 'upsert',
	columns: {
		mappingMode: 'defineBelow',
		matchingColumns: ['externalReferenceId'],
		value: {
			externalReferenceId: '={{ $json.key }}',
			name: 'x',
			customerName: 'Contoso',
			country: 'US',
			solutions: '={{ [{ id: "SOL-1" }] }}',
		},
		schema: [],
	},
	options: { maxConcurrentRequests: 1 },
};

const referrals = (count: number) =>
	Array.from({ length: count }, () => ({ id: partnerCenter.referral() }));

/** Requests for these items never get an answer. */
const hang = (items: IDataObject[], method = 'PATCH') => {
	partnerCenter.simulator.fault({
		when: (request) =>
			request.method === method && items.some(({ id }) => id === request.referralId),
		until: new Promise<never>(() => undefined),
		times: Infinity,
	});
};

const hangLists = () => {
	partnerCenter.simulator.fault({
		when: ({ method, referralId }) => method === 'GET' && referralId === undefined,
		until: new Promise<never>(() => undefined),
		times: Infinity,
	});
};

interface Stop {
	items: IDataObject[];
	parameters?: INodeParameters;
	node?: Partial<INode>;
	/** Whether to stop, given the requests that have arrived. */
	when: (requests: RecordedRequest[]) => boolean;
}

/** Runs the node and stops the execution. */
async function stopped({ items, parameters = UPDATE, node, when }: Stop): Promise<IRun> {
	const { engine, credential, simulator } = partnerCenter;
	const { finished, cancel } = engine.start(credential, { parameters, items, node });
	while (!when(simulator.requests)) await turn();
	// The node receives the answers that have been sent.
	for (let count = 0; count < 50; count += 1) await turn();
	cancel();
	return await finished;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

const messageOf = (run: IRun) => resultOf(run).error?.message;

test('while keys are looked up, before anything is written, no item was started', async () => {
	hangLists();

	const run = await stopped({
		items: [{ key: 'OPP-1' }, { key: 'OPP-2' }, { key: 'OPP-3' }],
		parameters: UPSERT,
		when: (requests) => requests.length >= 1,
	});

	expect(messageOf(run)).toBe(
		'The execution was canceled. 0 of 3 items were done, 0 may have been sent, and 3 were not started. [item 0]',
	);
	expect(run.status).toBe('canceled');
});

test('while requests are in flight, their items may have been sent', async () => {
	const items = referrals(6);
	hang(items.slice(2));

	const run = await stopped({ items, when: (requests) => requests.length >= 4 });

	expect(messageOf(run)).toBe(
		'The execution was canceled. 2 of 6 items were done, 2 may have been sent, and 2 were not started. [item 2]',
	);
	expect(resultOf(run).error?.description).toBe(
		'Check the referrals of the items that may have been sent before you run these items again. Their numbers, counted from 0: 2, 3.',
	);
	expect(run.status).toBe('canceled');
});

test('during a wait that the service requested, the items were not started', async () => {
	const items = referrals(4);
	partnerCenter.simulator.fault({
		when: ({ referralId }) => referralId !== items[0].id,
		status: 429,
		headers: { 'Retry-After': '100' },
		times: Infinity,
	});

	const run = await stopped({
		items,
		parameters: { ...UPDATE, options: { maxConcurrentRequests: 1 } },
		when: (requests) => requests.some(({ status }) => status === 429),
	});

	expect(messageOf(run)).toMatch(
		/1 of 4 items was done, 0 may have been sent, and 3 were not started\. \[item 1\]$/,
	);
});

test('during a wait before a change is looked for, the item may have been sent', async () => {
	partnerCenter.simulator.fault({
		status: 503,
		headers: { 'Retry-After': '100' },
		times: Infinity,
	});

	const run = await stopped({
		items: referrals(1),
		when: (requests) => requests.some(({ status }) => status === 503),
	});

	expect(messageOf(run)).toBe(
		'The execution was canceled. 0 of 1 item was done, 1 may have been sent, and 0 were not started. [item 0]',
	);
});

test('while a referral is read before it is changed, nothing was sent of the change', async () => {
	const items = referrals(2);
	hang(items, 'GET');

	const run = await stopped({
		items,
		parameters: { ...UPDATE, options: { onlyChanges: true } },
		when: (requests) => requests.length >= 2,
	});

	expect(messageOf(run)).toMatch(/0 may have been sent, and 2 were not started\. \[item 0\]$/);
	expect(resultOf(run).error?.description).toBe(
		'Run the workflow again for the items that were not done.',
	);
});

test('items that are only read were not finished', async () => {
	const items = referrals(3);
	hang(items.slice(1), 'GET');

	const run = await stopped({
		items,
		parameters: { ...UPDATE, operation: 'get' },
		when: (requests) => requests.length >= 3,
	});

	expect(messageOf(run)).toBe(
		'The execution was canceled. 1 of 3 items was done, 0 may have been sent, 2 were not finished, and 0 were not started. [item 1]',
	);
});

test('a new referral whose answer is awaited may have been sent', async () => {
	partnerCenter.simulator.fault({
		when: ({ method }) => method === 'POST',
		until: new Promise<never>(() => undefined),
		times: Infinity,
	});
	const run = await stopped({
		items: [{ key: 'OPP-1' }, { key: 'OPP-2' }],
		parameters: UPSERT,
		when: (requests) => requests.some(({ method }) => method === 'POST'),
	});

	expect(messageOf(run)).toMatch(
		/0 of 2 items were done, 1 may have been sent, and 1 was not started/,
	);
});

test('with the error output, each item says what became of it, and of all', async () => {
	const items = [...referrals(4), { id: 'no ID' }];
	hang(items.slice(1));

	const run = await stopped({
		items,
		node: { onError: 'continueErrorOutput' },
		when: (requests) => requests.length >= 3,
	});

	const all = '1 of 5 items was done, 1 failed, 2 may have been sent, and 1 was not started.';
	const { errorItems } = resultOf(run);
	expect(errorItems.map(({ json }) => json.error)).toEqual([
		`The execution was canceled. This item may have been sent. ${all} [item 1]`,
		`The execution was canceled. This item may have been sent. ${all} [item 2]`,
		`The execution was canceled. This item was not started. ${all} [item 3]`,
		expect.stringMatching(/^"Referral" must be .* Nothing was sent\. \[item 4\]$/),
	]);
});

test('with Retry On Fail, nothing more is sent, and the counts stay', async () => {
	const items = referrals(3);
	hang(items.slice(1, 2));

	const run = await stopped({
		items,
		parameters: { ...UPDATE, options: { maxConcurrentRequests: 1 } },
		node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		when: (requests) => requests.length >= 2,
	});

	expect(messageOf(run)).toMatch(
		/1 of 3 items was done, 1 may have been sent, and 1 was not started\. \[item 1\]$/,
	);
	expect(partnerCenter.simulator.requests).toHaveLength(2);
});

test('as a tool, the message says it of the call', async () => {
	const [item] = referrals(1);
	hang([item]);
	const cancellation = new AbortController();
	const call = partnerCenter.engine.asTool(
		partnerCenter.credential,
		{ ...UPDATE, referralId: byId(item.id) },
		1,
		cancellation.signal,
	);

	const result = call({});
	while (partnerCenter.simulator.requests.length < 1) {
		await turn();
	}
	cancellation.abort();

	await expect(result).rejects.toThrow(/^The execution was canceled\. .* 1 may have been sent/);
});
