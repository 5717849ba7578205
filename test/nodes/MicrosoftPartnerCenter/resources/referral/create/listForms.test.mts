import { bodies, create, LEAST, partnerCenter, startPartnerCenter } from './createRuns.mts';

beforeAll(startPartnerCenter);
afterEach(() => {
	partnerCenter.simulator.clear();
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

const ONE = { email: 'one@contoso.com' };
const TWO = { email: 'two@contoso.com', firstName: 'Two' };

/** The lists of a new referral that consist of people: the parameter, the key of its rows, and the path in the body. */
const PEOPLE = [
	['team', 'member', (body: never) => (body as { team?: unknown }).team],
	[
		'customerContacts',
		'contact',
		(body: never) => (body as { customerProfile: { team?: unknown } }).customerProfile.team,
	],
] as const;

/** Each form of a list, given the key of its rows. */
const FORMS: Array<[string, (kind: string) => unknown]> = [
	['rows of the editor', (kind) => ({ [kind]: [ONE, { ...TWO, lastName: '', title: '' }] })],
	['a list by expression', () => ({ list: [{ rows: '={{ $json.people }}' }] })],
	['a row and a list', (kind) => ({ [kind]: [ONE], list: [{ rows: '={{ [$json.people[1]] }}' }] })],
	['one expression for all', () => '={{ $json.people }}'],
	['one expression for all rows', (kind) => ({ [kind]: '={{ $json.people }}' })],
	['an array', () => [ONE, TWO]],
	['JSON', () => JSON.stringify([ONE, TWO])],
];

describe.each(PEOPLE)('the list %s of a new referral', (name, kind, listIn) => {
	test.each(FORMS)('may be %s', async (_form, listOf) => {
		const parameters = { ...LEAST, [name]: listOf(kind) };

		const { error } = await create(parameters, [{ people: [ONE, TWO] }]);

		expect(error).toBeUndefined();
		expect(bodies().map((body) => listIn(body as never))).toEqual([[ONE, TWO]]);
	});

	test.each([
		['={{ $json.missing }}', 'is empty: the expression returned nothing'],
		['={{ "one@contoso.com" }}', 'must be valid JSON'],
		['={{ 5 }}', 'must be a list of rows'],
	])('is not dropped if the expression for all is %s', async (expression, finding) => {
		const { error } = await create({ ...LEAST, [name]: expression });

		const label = name === 'team' ? 'Team' : 'Customer Contacts';
		expect(error?.message).toContain(`"${label}" ${finding}`);
		expect(bodies()).toEqual([]);
	});
});

test('solutions of a new referral may be one expression for all', async () => {
	const { error } = await create({ ...LEAST, solutions: '={{ $json.sold }}' }, [
		{ sold: [{ id: 'SOL-7', price: '12.50' }] },
	]);

	expect(error).toBeUndefined();
	expect(bodies()).toMatchObject([
		{ details: { requirements: { solutions: [{ id: 'SOL-7', price: 12.5 }] } } },
	]);
});
