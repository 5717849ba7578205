import type { INodeParameters } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
beforeEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

/** Calls the node as an agent's tool, with what the model filled in. */
const call = async (parameters: object, filledIn: object) =>
	await partnerCenter.engine.asTool(
		partnerCenter.credential,
		parameters as INodeParameters,
	)(filledIn as never);

const fromModel = (name: string) => `={{ $fromAI("${name}", "", "string") }}`;

const EMPTY: Array<[name: string, value: unknown]> = [
	['an empty text', ''],
	['white space', ' \u200b'],
	['null', null],
	['nothing', undefined],
];

const filledIn = (names: string[], value: unknown) =>
	value === undefined ? {} : Object.fromEntries(names.map((name) => [name, value]));

describe.each(EMPTY)('if the model leaves optional values empty (%s)', (_name, value) => {
	test('the fields of an update are neither written nor rejected', async () => {
		await call(
			{
				operation: 'update',
				referralId: byId(partnerCenter.referral()),
				updateFields: {
					notes: fromModel('notes'),
					closingDateTime: fromModel('date'),
					currency:
						'={{ /*n8n-auto-generated-fromAI-override*/ $fromAI("currency", ``, "string") }}',
					dealValue: fromModel('value'),
					substatus: fromModel('status'),
					addTeamMembers: fromModel('team'),
				},
			},
			{ value: '5000', ...filledIn(['notes', 'date', 'currency', 'status', 'team'], value) },
		);

		expect(partnerCenter.patchDocuments).toEqual([
			[{ op: 'replace', path: '/details/dealValue', value: '5000' }],
		]);
	});

	test('rows and cells of a new referral are left out', async () => {
		await call(
			{
				operation: 'create',
				name: 'Deal',
				customerName: 'Contoso',
				country: 'US',
				dealType: fromModel('type'),
				solutions: { solution: [{ id: 'SOL-1', name: fromModel('solution') }] },
				team: { member: [{ email: fromModel('email'), firstName: fromModel('first') }] },
				additionalFields: { notes: fromModel('notes'), customerSize: fromModel('size') },
			},
			filledIn(['type', 'solution', 'email', 'first', 'notes', 'size'], value),
		);

		const [{ body }] = partnerCenter.simulator.requests.filter(({ method }) => method === 'POST');
		expect(body).toMatchObject({ type: 'Independent' });
		expect(body).not.toHaveProperty('team');
		expect(body).not.toHaveProperty('customerProfile.size');
		expect(body).toHaveProperty('details', {
			requirements: { solutions: [{ id: 'SOL-1' }] },
		});
	});

	test('a list has no such filter, and the limit and order of a new node', async () => {
		await call(
			{
				operation: 'getAll',
				limit: fromModel('limit'),
				sort: fromModel('sort'),
				filters: { status: fromModel('status'), updatedAfter: fromModel('after') },
				options: { maxRetries: fromModel('retries') },
			},
			filledIn(['limit', 'sort', 'status', 'after', 'retries'], value),
		);

		expect(partnerCenter.simulator.requests[0].query).toEqual({
			$orderby: 'updatedDateTime desc',
			$top: '50',
		});
	});

	test.each([
		['changeStatus', { substatus: fromModel('word') }, 'New Status'],
		['updateDealValue', { dealValue: fromModel('word') }, 'Deal Value'],
		['addTeamMember', { email: fromModel('word') }, 'Email'],
		['update', { updateFields: { notes: fromModel('word') } }, 'Update Fields'],
	])('what %s can not do without is rejected by its name', async (operation, parameters, name) => {
		const referralId = byId(partnerCenter.referral());

		await expect(
			call({ operation, referralId, ...parameters }, filledIn(['word'], value)),
		).rejects.toThrow(new RegExp(`"${name}" (?:must |is empty)`));
		expect(partnerCenter.patchDocuments).toEqual([]);
	});
});

test('what the model filled in is written, and an expression that is not the model’s is still rejected', async () => {
	const referralId = byId(partnerCenter.referral());
	const update = (updateFields: object) => ({ operation: 'update', referralId, updateFields });

	await call(update({ notes: fromModel('notes') }), { notes: 'Called on Monday.' });
	await expect(
		call(update({ notes: fromModel('notes'), campaignId: '={{ $json.none }}' }), { notes: 'x' }),
	).rejects.toThrow('"Campaign ID" is empty');

	expect(partnerCenter.patchDocuments).toEqual([
		[{ op: 'replace', path: '/details/notes', value: 'Called on Monday.' }],
	]);
});
