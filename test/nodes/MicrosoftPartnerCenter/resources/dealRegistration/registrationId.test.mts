import {
	isPatch,
	open,
	partnerCenter,
	registrations,
	run,
	startPartnerCenter,
} from './registrationRuns.mts';
import { shortenWaits } from '../../../../shortWaits.mts';

shortenWaits();

beforeAll(startPartnerCenter);
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

const FORMATS = [
	{},
	{ output: 'raw' },
	{ output: 'selected', outputFields: 'name' },
	{ returnRepresentation: true, output: 'simplified' },
];

const SOLD = { solutionDetails: [{ id: 'SOL-1' }] };
const EQUAL = { type: 'AzureIPCoSell', id: 'R1', ...SOLD };

describe('create', () => {
	test.each(FORMATS)('outputs the ID of the new registration, with %j', async (format) => {
		const id = open({ ...EQUAL, id: 'R1' }, { id: 'R2' });

		const { items } = await run('create', id, { ...SOLD, ...format });

		expect(items[0].json.registrationId).toBe(registrations(id).at(-1)!.id);
	});

	test('outputs it if the user’s own eTag guards the change, and the referral is not read', async () => {
		const id = open(EQUAL);
		const { eTag } = partnerCenter.simulator.referral(id);

		const { items } = await run('create', id, { ...SOLD, useIfMatch: true, eTag });

		expect(items[0].json.registrationId).toBe(registrations(id)[1].id);
	});

	test.each(['applied-then-reset', 'reset'] as const)('outputs it after %s', async (connection) => {
		const id = open(EQUAL);
		partnerCenter.simulator.fault({ when: isPatch, connection });

		const { items } = await run('create', id, SOLD);

		expect(items[0].json.registrationId).toBe(registrations(id)[1].id);
	});

	test('omits it if the referral is not returned', async () => {
		const { items } = await run('create', open(), { ...SOLD, returnRepresentation: false });

		expect(items[0].json).toMatchObject({ success: true });
		expect(items[0].json).not.toHaveProperty('registrationId');
	});

	test('two items for one referral output different IDs', async () => {
		const id = open();

		const { items } = await run('create', id, SOLD, [{}, {}]);

		expect(items.map(({ json }) => json.registrationId)).toEqual(
			registrations(id).map((one) => one.id),
		);
	});
});

describe('update', () => {
	const change = { contract: { value: 5 } };
	const two = () => open({ id: 'r1', contract: {} }, { id: 'R2', contract: {} });

	test.each([...FORMATS, { returnRepresentation: false }])(
		'outputs the ID of the changed registration, with %j',
		async (format) => {
			const { items } = await run('update', two(), {
				...change,
				registrationId: 'R1',
				...format,
			});

			expect(items[0].json.registrationId).toBe('r1');
		},
	);

	test('outputs the ID of the only one', async () => {
		const { items } = await run('update', open({ id: 'R7', contract: {} }), change);

		expect(items[0].json.registrationId).toBe('R7');
	});

	test('outputs it after a lost answer', async () => {
		partnerCenter.simulator.fault({ when: isPatch, connection: 'applied-then-reset' });

		const { items } = await run('update', two(), { ...change, registrationId: 'R2' });

		expect(items[0].json.registrationId).toBe('R2');
	});
});

test.each(['create', 'update'])(
	'the output of %s has the fields of its schema',
	async (operation) => {
		const id = operation === 'create' ? open() : open({ id: 'R1', contract: {} });
		const parameters = operation === 'create' ? SOLD : { contract: { value: 5 } };

		const { items } = await run(operation, id, parameters);

		const schema = (await import(
			`../../../../../nodes/MicrosoftPartnerCenter/__schema__/v1.0.0/dealRegistration/${operation}.json`
		)) as { properties: object };
		expect(Object.keys(items[0].json)).toEqual(Object.keys(schema.properties));
	},
);
