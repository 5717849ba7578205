import { execFileSync } from 'node:child_process';

import type { IDataObject } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => partnerCenter.simulator.stop());

const BY_EXPRESSION = {
	operation: 'updateDealValue',
	referralId: byId('={{ $json.id }}'),
	dealValue: '={{ $json.value }}',
};

/** Items for so many referrals, with what stands at an index replaced. */
function items(count: number, replaced: Record<number, object> = {}) {
	return Array.from({ length: count }, (_, index) => ({
		id: partnerCenter.referral(),
		value: index,
		...replaced[index],
	}));
}

test('a broken expression in a later item sends nothing at all', async () => {
	const { error } = await partnerCenter.run(
		{ ...BY_EXPRESSION, dealValue: '={{ $json.value.nested.toFixed(2) }}{{ $("Nowhere").item }}' },
		{ items: items(3) },
	);
	await partnerCenter.simulator.idle();

	expect(error).toBeDefined();
	expect(partnerCenter.simulator.requests).toEqual([]);
});

test('a broken expression in the last item only sends nothing of the items before it either', async () => {
	const { error } = await partnerCenter.run(
		{
			...BY_EXPRESSION,
			dealValue: '={{ $json.broken ? $("Nowhere").item.json.value : $json.value }}',
		},
		{ items: items(5, { 4: { broken: true } }) },
	);
	// What the items before it would send would leave with the next turn of the event loop.
	await new Promise((resolve) => setImmediate(resolve));
	await partnerCenter.simulator.idle();

	expect(error).toBeDefined();
	expect(partnerCenter.simulator.requests).toEqual([]);
});

test('a broken expression in one item leaves the others alone where the node goes on', async () => {
	const input = items(3, { 1: { broken: true } });

	const { items: given } = await partnerCenter.run(
		{
			...BY_EXPRESSION,
			dealValue: '={{ $json.broken ? $("Nowhere").item.json.value : $json.value }}',
		},
		{ items: input, node: { onError: 'continueRegularOutput' } },
	);

	expect(given.map(({ json }) => json.id)).toEqual([input[0].id, undefined, input[2].id]);
});

test('of several refused items, the first is the one that the node stops with', async () => {
	const { error } = await partnerCenter.run(BY_EXPRESSION, {
		items: items(5, { 2: { value: 'two' }, 4: { value: 'four' } }),
	});

	expect(error?.message).toMatch(
		/not "two"\. Nothing was sent\. 1 other item is invalid, too\. \[item 2\]$/,
	);
});

test('Execute Once looks at the first item only', async () => {
	const input = items(3, { 1: { value: 'wrong' } });

	const { items: given, error } = await partnerCenter.run(BY_EXPRESSION, {
		items: input,
		node: { executeOnce: true },
	});

	expect(error).toBeUndefined();
	expect(given.map(({ json }) => json.id)).toEqual([input[0].id]);
	expect(partnerCenter.simulator.requests).toHaveLength(1);
});

test('under Batching, what came before a refused item has been sent, what comes after it is not', async () => {
	const input = items(4, { 2: { value: 'wrong' } });

	const { error } = await partnerCenter.run(
		{
			...BY_EXPRESSION,
			requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 1 } } },
		},
		{ items: input },
	);

	expect(error?.message).toMatch(/not "wrong"\. Nothing was sent for this item\. \[item 2\]$/);
	expect(partnerCenter.simulator.patches.map(({ referralId }) => referralId)).toEqual([
		input[0].id,
		input[1].id,
	]);
});

test('a rejection under Batching is always handled', () => {
	// jest listens to unhandled rejections itself; a process of its own ends with one.
	const output = execFileSync(
		process.execPath,
		['--import', 'tsx', 'test/engine/batchingFailure.mts'],
		{
			encoding: 'utf8',
		},
	);

	expect(output.trim()).toMatch(/^stopped: "Deal Value" must be .*\[item 0\]$/);
});

test.each(['abc', null, -5, 0])(
	'a batch size %j is taken as n8n takes it: 1',
	async (batchSize) => {
		const input = items(3);

		const { items: given } = await partnerCenter.run(
			{
				...BY_EXPRESSION,
				requestOptions: {
					batching: { batch: { batchSize: batchSize as never, batchInterval: 1 } },
				},
			},
			{ items: input },
		);

		expect(given.map(({ json }) => json.id)).toEqual(input.map(({ id }) => id));
	},
);

test.each([
	{ operation: 'delete' },
	{ operation: '={{ "changeStatus" }}' },
	{ resource: 'dealRegistration' },
	{ resource: '', operation: '' },
])('an operation that this version does not know sends nothing: %j', async (choice) => {
	const { error } = await partnerCenter.run({ ...BY_EXPRESSION, ...choice }, { items: items(1) });

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message).toMatch(
		/does not have the selected "Resource" and "Operation"\. Nothing was sent\. \[item 0\]$/,
	);
});

test('Retry On Fail begins afresh: what stopped the first try does not hold back the second', async () => {
	const id = partnerCenter.referral();
	partnerCenter.simulator.fault({ status: 403 });

	const { error, items: given } = await partnerCenter.run(
		{ operation: 'updateDealValue', referralId: byId(id), dealValue: 1 },
		{ node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
	);

	expect(error).toBeUndefined();
	expect(given.map(({ json }) => json.dealValue)).toEqual([1]);
});

describe('the output of a failed item', () => {
	const PARAMETERS = {
		operation: 'updateDealValue',
		referralId: byId('={{ $json.id }}'),
		dealValue: 1,
	};

	test('keeps all fields of the input on the error output, whatever their names', async () => {
		const id = partnerCenter.referral();
		const input = {
			...(partnerCenter.simulator.referral(id) as unknown as IDataObject),
			message: 'from the CRM',
			own: 'field',
		};
		partnerCenter.simulator.fault({ status: 403 });

		const { items, errorItems } = await partnerCenter.run(PARAMETERS, {
			items: [input],
			node: { onError: 'continueErrorOutput' },
		});

		expect(items).toEqual([]);
		const { error, errorDetails, ...rest } = errorItems[0].json;
		expect(rest).toEqual(input);
		expect(error).toMatch(/The signed-in user is not allowed to do this \(403/);
		expect(errorDetails).toMatchObject({ statusCode: 403 });
		expect(errorItems[0].pairedItem).toEqual({ item: 0 });
	});

	test('is an item like others on the regular output', async () => {
		partnerCenter.simulator.fault({ status: 403 });

		const { items } = await partnerCenter.run(PARAMETERS, {
			items: [{ id: partnerCenter.referral() }],
			node: { onError: 'continueRegularOutput' },
		});

		expect(Object.keys(items[0].json)).toEqual(['error', 'errorDetails']);
		expect(items[0].pairedItem).toEqual({ item: 0 });
	});
});

test('a node that stops on an error does not sit out the wait of another item', async () => {
	const [throttled, rejected] = [partnerCenter.referral(), partnerCenter.referral()];
	const of = (id: string) => (request: { referralId?: string }) => request.referralId === id;
	partnerCenter.simulator.fault({
		when: of(throttled),
		status: 429,
		headers: { 'Retry-After': '100' },
	});
	partnerCenter.simulator.fault({ when: of(rejected), status: 403, delayMs: 50 });

	const { error } = await partnerCenter.run(
		{ operation: 'updateDealValue', referralId: byId('={{ $json.id }}'), dealValue: 1 },
		{ items: [{ id: throttled }, { id: rejected }] },
	);

	expect(error?.message).toContain('(403');
	expect(partnerCenter.simulator.requests).toHaveLength(2);
});
