import { byId, PartnerCenter } from '../../../../../engine/partnerCenter.mts';
import type { RecordedRequest, SimulatorOptions } from '../../../../../simulator/simulator.mts';
import { shortenWaits } from '../../../../../shortWaits.mts';

shortenWaits();

let partnerCenter: PartnerCenter;
let id: string;

afterEach(() => partnerCenter.simulator.stop());

async function start(options: SimulatorOptions): Promise<void> {
	partnerCenter = await PartnerCenter.start(options);
	id = partnerCenter.referral({ status: 'Active', substatus: 'Accepted' });
}

/** The answer to the first change gets lost; the change was made. */
const loseAnswer = () => {
	const when = ({ method }: RecordedRequest) => method === 'PATCH';
	partnerCenter.simulator.fault({ when, connection: 'applied-then-reset' });
};

const run = (parameters: object) =>
	partnerCenter.run({ referralId: byId(id), ...parameters } as never);

/** A copy in which each member of an object is as `map` says. */
function mapped(value: unknown, map: (name: string, value: unknown) => [string, unknown]): unknown {
	if (Array.isArray(value)) return value.map((one) => mapped(one, map));
	if (typeof value !== 'object' || value === null) return value;
	const members = Object.entries(value).map(([name, one]) => map(name, mapped(one, map)));
	return Object.fromEntries(members);
}

const withValues = (change: (value: unknown) => unknown) => (patch: unknown) =>
	mapped(patch, (name, value) => [name, name === 'path' || name === 'op' ? value : change(value)]);

const trimmed = (value: unknown) =>
	typeof value === 'string' ? value.trim().replaceAll('\r\n', '\n') : value;
const rounded = (value: unknown) =>
	typeof value === 'number' || /^\d+\.\d+$/.test(String(value)) ? Math.round(Number(value)) : value;
const inUpperCase = (value: unknown) => (typeof value === 'string' ? value.toUpperCase() : value);

/** What the service makes of the values that it gets, or of the names in what it returns. */
const NORMALIZATIONS: Record<string, SimulatorOptions> = {
	'trims texts': { accept: withValues(trimmed) },
	'rounds numbers': { accept: withValues(rounded) },
	'returns texts in upper case': {
		represent: (referral) => ({
			...referral,
			...(mapped(
				{ details: referral.details, registrations: referral.registrations },
				(name, value) => [name, inUpperCase(value)],
			) as object),
		}),
	},
	'returns names of rows in another case': {
		represent: ({ registrations, details, ...referral }) => {
			const { solutions, ...requirements } = details.requirements;
			const capitalized = (rows: unknown) =>
				mapped(rows, (name, value) => [name[0].toUpperCase() + name.slice(1), value]);
			return {
				...referral,
				registrations: capitalized(registrations),
				details: {
					...details,
					requirements: { ...requirements, solutions: capitalized(solutions) },
				},
			};
		},
	},
};

const CHANGES = {
	'a solution': {
		parameters: {
			operation: 'update',
			updateFields: { addSolutions: [{ id: 'SOL-a', name: ' Ours ', price: 10.5 }] },
		},
		count: () => partnerCenter.simulator.referral(id).details.requirements.solutions.length,
	},
	notes: {
		parameters: { operation: 'update', updateFields: { notes: ' one\r\ntwo ' } },
		count: () =>
			/^\s*one\r?\ntwo\s*$/.test(partnerCenter.simulator.referral(id).details.notes ?? '') ? 1 : 0,
	},
	'a registration': {
		parameters: {
			resource: 'dealRegistration',
			operation: 'create',
			solutionDetails: [{ id: 'SOL-a' }],
			contract: { value: 10.5, term: 'Perpetual' },
		},
		count: () => partnerCenter.simulator.referral(id).registrations.length,
	},
};

const CASES = Object.keys(NORMALIZATIONS).flatMap((service) =>
	Object.entries(CHANGES).map(([change, rest]) => ({ service, change, ...rest })),
);

test.each(CASES)(
	'a service that $service: $change whose answer got lost is there once, and not reported as failed',
	async ({ service, parameters, count }) => {
		await start(NORMALIZATIONS[service]);
		loseAnswer();

		const { error } = await run(parameters);

		if (error) expect(error.message).toMatch(/^It is unclear whether your change was made/);
		expect(count()).toBe(1);
	},
);

test.each([CHANGES['a solution'], CHANGES.notes, CHANGES['a registration']])(
	'what differs only in outer spaces and line endings counts as made',
	async ({ parameters, count }) => {
		await start(NORMALIZATIONS['trims texts']);
		loseAnswer();

		const { error } = await run(parameters);

		expect(error).toBeUndefined();
		expect(count()).toBe(1);
		expect(partnerCenter.simulator.patches).toHaveLength(1);
	},
);

test.each(['/Team/-', '/TEAM/-', '/team/-'])(
	'Apply Patch adds a member at %s once if the answer gets lost',
	async (path) => {
		const inLowerCase = (name: string, value: unknown): [string, unknown] => [
			name,
			name === 'path' ? String(value).toLowerCase() : value,
		];
		await start({ accept: (patch) => mapped(patch, inLowerCase) });
		loseAnswer();

		const { error } = await run({
			operation: 'applyPatch',
			patch: [{ op: 'add', path, value: { email: 'jane@contoso.com' } }],
		});

		expect(error).toBeUndefined();
		expect(partnerCenter.simulator.referral(id).team.map(({ email }) => email)).toEqual([
			'john@contoso.com',
			'jane@contoso.com',
		]);
	},
);
