import { byId } from '../../../../../engine/partnerCenter.mts';
import {
	ENGAGEMENT,
	engage,
	get,
	idsIn,
	isFiltered,
	isList,
	lists,
	partnerCenter,
	relatedTo,
	startPartnerCenter,
} from './relatedRuns.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

test('the other referrals of the engagement are read to the last page, newest first, without the referral itself', async () => {
	engage(['own', 'r1', 'r2', 'r3', 'r4']);
	engage(['x1', 'x2'], '1b7d9a44-2f0c-4a86-8a3e-52c6d1e0f9b3');

	const { items, error } = await get(['own']);

	expect(error).toBeUndefined();
	expect(items).toMatchObject([{ json: { id: 'own' }, pairedItem: { item: 0 } }]);
	expect(idsIn(relatedTo(items[0]))).toEqual(['r4', 'r3', 'r2', 'r1']);
	expect(lists()).toHaveLength(3);
	expect(lists()[0].query).toEqual({
		$filter: `engagementId eq '${ENGAGEMENT}'`,
		$orderby: 'createdDateTime desc',
	});
});

test.each([
	[{}, { id: 'r1', dealValue: 5000, customerName: 'Contoso' }, 11],
	[{ output: 'selected', outputFields: 'details.notes' }, { id: 'r1', details: { notes: 'x' } }, 3],
	[{ output: 'raw' }, { id: 'r1', engagementId: ENGAGEMENT, details: { notes: 'x' } }, undefined],
])('they are output in the same format: %j', async (parameters, expected, size) => {
	engage(['own', 'r1']);
	partnerCenter.simulator.touch('r1', ({ details }) => {
		details.notes = 'x';
	});

	const { items } = await get(['own'], parameters);

	const [related, ...others] = relatedTo(items[0]);
	expect(others).toEqual([]);
	expect(related).toMatchObject(expected);
	if (size === undefined) expect(related).toEqual(partnerCenter.simulator.referral('r1'));
	else expect(Object.keys(related)).toHaveLength(size);
});

test('the output has the fields that its schema shows in the editor', async () => {
	engage(['own', 'r1']);

	const { items } = await get(['own']);

	const schema = (await import(
		'../../../../../../nodes/MicrosoftPartnerCenter/__schema__/v1.0.0/referral/get.json'
	)) as { properties: { related: { items: { properties: object } } } };
	const [related] = relatedTo(items[0]);
	expect(Object.keys(items[0].json)).toEqual(Object.keys(schema.properties));
	expect(Object.keys(related)).toEqual(Object.keys(schema.properties.related.items.properties));
});

test.each([undefined, null, ''])(
	'a referral with the engagement ID %j has none, and no list is read',
	async (engagementId) => {
		const body = { id: 'own', eTag: '"1"', engagementId };
		partnerCenter.simulator.fault({ status: 200, body });

		const { items } = await get(['own']);

		expect(relatedTo(items[0])).toEqual([]);
		expect(lists()).toEqual([]);
	},
);

test('a referral that is alone in its engagement has none', async () => {
	engage(['own']);

	expect(relatedTo((await get(['own'])).items[0])).toEqual([]);
});

test('IDs are compared regardless of case', async () => {
	engage(['own']);
	const value = [
		{ id: 'OWN', engagementId: ENGAGEMENT.toUpperCase() },
		{ id: 'r1', engagementId: ENGAGEMENT.toUpperCase() },
	];
	partnerCenter.simulator.fault({ when: isList, status: 200, body: { value } });

	expect(idsIn(relatedTo((await get(['own'])).items[0]))).toEqual(['r1']);
});

test('referrals of other engagements are left out if the service ignores the filter', async () => {
	engage(['own', 'r1']);
	const value = [
		{ id: 'x1', engagementId: 'other' },
		{ id: 'x2' },
		{ id: 'r1', engagementId: ENGAGEMENT },
	];
	partnerCenter.simulator.fault({ when: isList, status: 200, body: { value } });

	expect(idsIn(relatedTo((await get(['own'])).items[0]))).toEqual(['r1']);
});

test('the list of an engagement is read once for all items of a run', async () => {
	engage(['a', 'b', 'c', 'd', 'e']);

	const { items } = await get(['a', 'b', 'c', 'd', 'e']);

	expect(items.map((item) => idsIn(relatedTo(item)).sort().join(''))).toEqual([
		'bcde',
		'acde',
		'abde',
		'abce',
		'abcd',
	]);
	expect(lists()).toHaveLength(3);
});

test.each([400, 414, 422, 431, 501])(
	'the whole list is read once for all engagements if the service answers the filter with %i',
	async (status) => {
		engage(['a', 'b', 'c']);
		engage(['x', 'y', 'z'], 'second');
		partnerCenter.simulator.fault({ when: isFiltered, status, times: Infinity });

		const { items, error } = await get(['a', 'x', 'b']);

		expect(error).toBeUndefined();
		expect(items.map((item) => idsIn(relatedTo(item)))).toEqual([
			['c', 'b'],
			['z', 'y'],
			['c', 'a'],
		]);
		expect(lists().filter((request) => !isFiltered(request))).toHaveLength(3);
		expect(lists().filter(isFiltered).length).toBeLessThanOrEqual(2);
	},
);

test.each([[{}], [{ includeRelated: false }], [{ includeRelated: 'false' }]])(
	'without it (%j), one request is sent, and the output has no such field',
	async (options) => {
		engage(['own', 'r1']);

		const { items } = await get(['own'], {}, {}, options);

		expect(items[0].json).not.toHaveProperty('related');
		expect(partnerCenter.simulator.requests).toHaveLength(1);
	},
);

test('a value that is not a boolean is rejected by its name', async () => {
	const { error } = await get(['own'], {}, {}, { includeRelated: '={{ "perhaps" }}' });

	expect(error?.message).toContain('"Include Related" must be true or false');
	expect(partnerCenter.simulator.requests).toEqual([]);
});

describe('a tool', () => {
	const tool = (parameters: object = {}) =>
		partnerCenter.engine.asTool(partnerCenter.credential, {
			operation: 'get',
			referralId: byId('={{ $fromAI("id") }}'),
			options: { includeRelated: '={{ $fromAI("related", "", "boolean") }}' },
			...parameters,
		} as never);

	test('reads them if the model asks for them', async () => {
		engage(['own', 'r1']);

		const [item] = await tool()({ id: 'own', related: true });

		expect(idsIn(relatedTo(item))).toEqual(['r1']);
	});

	test('answers each of two parallel calls as it was asked', async () => {
		engage(['own', 'r1']);
		const call = tool();

		const [[one], [other]] = await Promise.all([
			call({ id: 'own', related: false }),
			call({ id: 'own', related: true }),
		]);

		expect(one.json).not.toHaveProperty('related');
		expect(idsIn(relatedTo(other))).toEqual(['r1']);
	});

	test('reads again what has changed since the last call', async () => {
		engage(['own', 'r1']);
		const call = tool();
		await call({ id: 'own', related: true });
		engage(['r2']);

		const [item] = await call({ id: 'own', related: true });

		expect(idsIn(relatedTo(item)).sort()).toEqual(['r1', 'r2']);
	});
});
