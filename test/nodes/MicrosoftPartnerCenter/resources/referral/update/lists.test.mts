import type { IDataObject } from 'n8n-workflow';

import { methods, partnerCenter, startPartnerCenter, update } from './updateRuns.mts';
import { shortenWaits } from '../../../../../shortWaits.mts';

shortenWaits();

beforeAll(startPartnerCenter);
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

const CONTACTS = '/customerProfile/team';
const SOLUTIONS = '/details/requirements/solutions';

describe.each([
	['addTeamMembers', '/team', 'member', [{ email: 'jane@contoso.com', firstName: 'Jane' }]],
	['addCustomerContacts', CONTACTS, 'contact', [{ email: 'ravi@fabrikam.com', title: 'Buyer' }]],
	[
		'addSolutions',
		SOLUTIONS,
		'solution',
		[
			{ id: 'SOL-1', name: 'Kit' },
			{ id: 'SOL-2', price: 2.5 },
		],
	],
] as Array<[string, string, string, IDataObject[]]>)('%s', (field, pointer, kind, rows) => {
	const expected = rows.map((value) => ({ op: 'add', path: `${pointer}/-`, value }));

	test.each([
		['as rows', rows],
		['as rows under the name of their kind', { [kind]: rows }],
		['as a list by expression', '={{ $json.rows }}'],
		['as JSON by expression', '={{ JSON.stringify($json.rows) }}'],
		['as typed JSON', JSON.stringify(rows)],
	])('%s: one "add" a row, guarded by the eTag of a reading', async (_name, given) => {
		const id = partnerCenter.referral();
		const { eTag } = partnerCenter.simulator.referral(id);

		const { error } = await update(id, { [field]: given }, [{ rows }]);

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['GET', 'PATCH']);
		expect(partnerCenter.patchDocuments).toEqual([expected]);
		expect(partnerCenter.simulator.patches[0].headers['if-match']).toBe(eTag);
	});

	test('the user’s own eTag guards instead of the one that was read', async () => {
		const id = partnerCenter.referral();
		const { eTag } = partnerCenter.simulator.referral(id);

		await update(id, { [field]: rows }, [{ eTag }], { useIfMatch: true });

		expect(methods()).toEqual(['GET', 'PATCH']);
		expect(partnerCenter.simulator.patches[0].headers['if-match']).toBe(eTag);
	});

	test('a request that arrives after it was sent again can’t add a row twice', async () => {
		const id = partnerCenter.referral();
		partnerCenter.simulator.fault({
			when: ({ method }) => method === 'PATCH',
			landsLate: 600,
		});

		const { error } = await update(id, { [field]: rows });
		await partnerCenter.simulator.idle();

		expect(error).toBeUndefined();
		const list = pointer
			.split('/')
			.slice(1)
			.reduce<unknown>(
				(at, key) => (at as IDataObject)[key],
				partnerCenter.simulator.referral(id),
			) as IDataObject[];
		const [name] = Object.keys(rows[0]);
		expect(list.filter((row) => row[name] === rows[0][name])).toHaveLength(1);
	});
});

describe.each([
	['replaceTeam', '/team', [{ email: 'jane@contoso.com' }]],
	['replaceCustomerContacts', CONTACTS, [{ email: 'ravi@fabrikam.com' }]],
	['replaceSolutions', SOLUTIONS, [{ id: 'SOL-1' }]],
] as Array<[string, string, IDataObject[]]>)('%s', (field, path, rows) => {
	test('the rows stand for the whole list, guarded by the eTag of a reading', async () => {
		const id = partnerCenter.referral();
		const { eTag } = partnerCenter.simulator.referral(id);

		const { error } = await update(id, { [field]: rows });

		expect(error).toBeUndefined();
		expect(methods()).toEqual(['GET', 'PATCH']);
		expect(partnerCenter.patchDocuments).toEqual([[{ op: 'replace', path, value: rows }]]);
		expect(partnerCenter.simulator.patches[0].headers['if-match']).toBe(eTag);
	});

	test('the service’s own rows fit in again, so that one of them can be taken out', async () => {
		const id = partnerCenter.referral({
			team: [{ email: 'john@contoso.com', contactPreference: { locale: 'en-US' } }],
			customerProfile: { name: 'x', team: [{ email: 'ann@fabrikam.com', phoneNumber: null }] },
			details: { requirements: { solutions: [{ id: 'SOL-1', type: 'Name', price: 5 }] } },
		} as never);
		const referral = partnerCenter.simulator.referral(id) as unknown as IDataObject;

		const { error } = await update(
			id,
			{ [field]: `={{ $json${path.replaceAll('/', '.')}.slice(0, 1) }}` },
			[referral],
		);

		expect(error).toBeUndefined();
		expect(partnerCenter.patchDocuments).toHaveLength(1);
	});
});

test('a list whose change got lost is not taken for made, though its people are the same', async () => {
	const id = partnerCenter.referral();
	partnerCenter.simulator.fault({ when: ({ method }) => method === 'PATCH', connection: 'reset' });

	const { error } = await update(id, {
		replaceTeam: [{ email: 'john@contoso.com', phoneNumber: '0000000009' }],
	});

	expect(error).toBeUndefined();
	expect(partnerCenter.simulator.referral(id).team).toEqual([
		{ email: 'john@contoso.com', phoneNumber: '0000000009' },
	]);
	expect(methods()).toEqual(['GET', 'PATCH', 'GET', 'PATCH']);
});

test('without an eTag to guard it with, a list is not replaced', async () => {
	const id = partnerCenter.referral();
	partnerCenter.simulator.fault({ status: 200, body: { id, team: [] } });

	const { error } = await update(id, { replaceTeam: [{ email: 'jane@contoso.com' }] });

	expect(error?.message).toMatch(/^Partner Center returned the referral without an eTag/);
	expect(partnerCenter.simulator.patches).toEqual([]);
});

describe('another user writes between the reading and the writing', () => {
	const interrupted = async (
		updateFields: object,
		theirs: Parameters<typeof partnerCenter.simulator.touch>[1],
	) => {
		const id = partnerCenter.referral();
		partnerCenter.simulator.fault({
			when: ({ method }) => method === 'PATCH',
			delayMs: 1,
			until: Promise.resolve().then(async () => {
				while (partnerCenter.simulator.patches.length === 0) await new Promise(setImmediate);
				partnerCenter.simulator.touch(id, theirs);
			}),
		});
		return { id, ...(await update(id, updateFields)) };
	};

	test('to the list that is replaced: a conflict, and theirs stays', async () => {
		const { id, error } = await interrupted(
			{ replaceTeam: [{ email: 'jane@contoso.com' }] },
			({ team }) => team.push({ email: 'theirs@contoso.com' }),
		);

		expect(error?.message).toMatch(
			/After the referral was read, another user changed values that your change replaces \(412/,
		);
		expect(error?.description).toContain('Nothing was changed.');
		expect(partnerCenter.simulator.referral(id).team.map(({ email }) => email)).toEqual([
			'john@contoso.com',
			'theirs@contoso.com',
		]);
	});

	test('to a value that the request does not name: the requested list is there, and theirs stays', async () => {
		const { id, error } = await interrupted(
			{ replaceTeam: [{ email: 'john@contoso.com' }] },
			({ team }) => {
				team[0].phoneNumber = '0000000009';
			},
		);

		expect(error).toBeUndefined();
		expect(partnerCenter.simulator.patches).toHaveLength(1);
		expect(partnerCenter.simulator.referral(id).team[0].phoneNumber).toBe('0000000009');
	});

	test('to something else: it is read and sent again', async () => {
		const { id, error } = await interrupted(
			{ replaceTeam: [{ email: 'jane@contoso.com' }] },
			({ details }) => {
				details.notes = 'theirs';
			},
		);

		expect(error).toBeUndefined();
		expect(partnerCenter.simulator.referral(id)).toMatchObject({
			team: [{ email: 'jane@contoso.com' }],
			details: { notes: 'theirs' },
		});
	});

	test('to the list that is added to: both rows are there in the end', async () => {
		const { id, error } = await interrupted(
			{ addTeamMembers: [{ email: 'jane@contoso.com' }] },
			({ team }) => team.push({ email: 'theirs@contoso.com' }),
		);

		expect(error).toBeUndefined();
		expect(partnerCenter.simulator.referral(id).team.map(({ email }) => email)).toEqual([
			'john@contoso.com',
			'theirs@contoso.com',
			'jane@contoso.com',
		]);
	});
});
