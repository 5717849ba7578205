import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { partnerCenter, startPartnerCenter, update } from './updateRuns.mts';

beforeAll(startPartnerCenter);
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

const ONE = { email: 'one@contoso.com' };
const TWO = { email: 'two@contoso.com', firstName: 'Two' };

/** A row as n8n's editor stores it: with all its columns, of which most are empty. */
const asStored = (row: object) => ({
	email: '',
	firstName: '',
	lastName: '',
	phoneNumber: '',
	title: '',
	disableNotifications: '',
	locale: '',
	...row,
});

const written = () =>
	(partnerCenter.patchDocuments[0] as Array<{ value: unknown }>).map(({ value }) => value);

test.each([
	['rows of the editor', { member: [asStored(ONE), asStored(TWO)] }],
	['rows without empty columns', { member: [ONE, TWO] }],
	['a list by expression', { list: [{ rows: '={{ $json.people }}' }] }],
	['JSON instead of an expression', { list: [{ rows: JSON.stringify([ONE, TWO]) }] }],
	['a row and a list', { member: [asStored(ONE)], list: [{ rows: '={{ [$json.people[1]] }}' }] }],
	['two lists', { list: [ONE, TWO].map((row) => ({ rows: JSON.stringify([row]) })) }],
	['one expression for all', '={{ $json.people }}'],
	['an array', [ONE, TWO]],
	['JSON', JSON.stringify([ONE, TWO])],
])('a list may be %s', async (_form, addTeamMembers) => {
	const id = partnerCenter.referral({ team: [] });

	const { error } = await update(id, { addTeamMembers }, [{ people: [ONE, TWO] }]);

	expect(error).toBeUndefined();
	expect(written()).toEqual([ONE, TWO]);
});

test.each([
	[true, { disableNotifications: true }],
	[false, { disableNotifications: false }],
])('a column that offers Yes and No writes %j', async (disableNotifications, contactPreference) => {
	const id = partnerCenter.referral({ team: [] });

	await update(id, { addTeamMembers: { member: [asStored({ ...ONE, disableNotifications })] } });

	expect(written()).toEqual([{ ...ONE, contactPreference }]);
});

test.each([
	[{ list: [{ rows: '={{ $json.missing }}' }] }, '"Add Team Members" is empty'],
	[{ list: [{ rows: '' }] }, '"Add Team Members" is empty'],
	[{ list: [] }, '"Add Team Members" is empty'],
	[{ member: [ONE], contact: [TWO] }, '"Add Team Members" must be a list of rows'],
	[{ member: [ONE, asStored({})] }, '"Add Team Members > Team Member 2" is empty'],
	[
		{ member: [ONE], list: [{ rows: '=[{"email":"x"}]' }] },
		'"Add Team Members > Team Member 2 > Email" must be one email address',
	],
])('nothing is sent for %j', async (addTeamMembers, message) => {
	const { error } = await update(partnerCenter.referral(), { addTeamMembers });

	expect(error?.message).toContain(message);
	expect(partnerCenter.simulator.requests).toEqual([]);
});

/** All parameters of these lists that the editor shows. */
function lists(): INodeProperties[] {
	const { properties } = partnerCenter.engine.nodeType.description;
	const inside = properties
		.filter(({ name }) => name === 'updateFields')
		.flatMap(({ options }) => options as INodeProperties[]);
	return [...inside, ...properties].filter(
		({ name, type }) => /^(?:add|replace)[A-Z]|^solutionDetails$/.test(name) && type !== 'hidden',
	);
}

test('each list is rows with a name, or a list by expression', () => {
	expect(
		lists().map(({ name, type, typeOptions, placeholder, options }) => ({
			name,
			type,
			isRepeated: typeOptions?.multipleValues,
			placeholder,
			kinds: options?.map((kind) => (kind as INodePropertyCollection).displayName),
		})),
	).toEqual(
		[
			['solutionDetails', 'Solution'],
			['solutionDetails', 'Solution'],
			['addCustomerContacts', 'Contact'],
			['addSolutions', 'Solution'],
			['addTeamMembers', 'Team Member'],
			['replaceCustomerContacts', 'Contact'],
			['replaceSolutions', 'Solution'],
			['replaceTeam', 'Team Member'],
		]
			.map(([name, row]) => ({
				name,
				type: 'fixedCollection',
				isRepeated: true,
				placeholder: `Add ${row}`,
				kinds: [row, 'List by Expression'],
			}))
			.sort((one, other) => order(one.name) - order(other.name)),
	);
});

/** Those in "Update Fields" come first. */
const order = (name: string) => (name === 'solutionDetails' ? 1 : 0);

test('no column of a row writes anything unless the user chooses it', () => {
	const columns = lists().flatMap(({ options }) =>
		(options as INodePropertyCollection[]).flatMap(({ values }) => values),
	);

	expect(columns.filter((column) => column.default !== '').map(({ name }) => name)).toEqual([]);
});

test('a choice that a row does not contain is not marked as invalid', () => {
	const choices = lists()
		.flatMap(({ options }) => options as INodePropertyCollection[])
		.flatMap(({ values }) => values)
		.filter(({ type }) => type === 'options');

	expect(choices.length).toBeGreaterThan(0);
	expect(choices.filter((choice) => !choice.allowArbitraryValues)).toEqual([]);
});
