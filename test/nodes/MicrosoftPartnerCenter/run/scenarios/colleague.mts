import type { Referral } from '../../../../simulator/simulator.mts';

type Contract = Referral['registrations'][number]['contract'];

const closes = (substatus: string) => (referral: Referral) => {
	Object.assign(referral, { status: 'Closed', substatus });
};

/** What a colleague can do to a referral. Some of it equals what items request. */
export const COLLEAGUE_WRITES = {
	'renames it': (referral) => {
		referral.name = `${referral.name ?? ''}!`;
	},
	'deal value 1': ({ details }) => {
		details.dealValue = 1;
	},
	'deal value 3': ({ details }) => {
		details.dealValue = 3;
	},
	'notes "a"': ({ details }) => {
		details.notes = 'a';
	},
	'notes "theirs"': ({ details }) => {
		details.notes = 'theirs';
	},
	'currency EUR': ({ details }) => {
		details.currency = 'EUR';
	},
	'adds x@x.co': ({ team }) => {
		team.push({ email: 'x@x.co' });
	},
	'adds Y@X.CO': ({ team }) => {
		team.push({ email: 'Y@X.CO', firstName: 'Y' });
	},
	'empties the team': ({ team }) => {
		team.length = 0;
	},
	'adds SOL-A': ({ details }) => {
		details.requirements.solutions.push({ id: 'SOL-A' });
	},
	'adds sol-b with a name': ({ details }) => {
		details.requirements.solutions.push({ id: 'sol-b', name: 'Theirs' });
	},
	'renames solutions': ({ details }) => {
		for (const solution of details.requirements.solutions) solution.name = 'Theirs';
	},
	'registers a deal of 2': ({ registrations }) => {
		registrations.push({
			...structuredClone(registrations[0]),
			id: `REG-${registrations.length + 1}`,
			contract: { ...registrations.at(0)?.contract, value: 2, term: 'Perpetual' } as Contract,
		});
	},
	'accepts it': (referral) => {
		if (referral.status === 'New') {
			Object.assign(referral, { status: 'Active', substatus: 'Accepted' });
		}
	},
	'closes it as Won': closes('Won'),
	'closes it as Lost': closes('Lost'),
} satisfies Record<string, (referral: Referral) => void>;

export type ColleagueWrite = keyof typeof COLLEAGUE_WRITES;

/** How a service may represent what it stores. */
export const REPRESENTATIONS = {
	'as it is': (referral) => referral,
	'trims notes': (referral) => ({
		...referral,
		details: {
			...referral.details,
			notes: referral.details.notes?.trim().replaceAll('\r\n', '\n') ?? null,
		},
	}),
	'rounds numbers': (referral) =>
		mapped(referral, (name, value) => [
			name,
			typeof value === 'number' ? Math.round(value) : value,
		]),
	'capitalizes names of rows': (referral) =>
		mapped(referral, (name, value, isInRow) => [isInRow ? capitalized(name) : name, value]),
	'changes the case of values': (referral) =>
		mapped(referral, (name, value, isInRow) => [
			name,
			isInRow && typeof value === 'string' ? value.toUpperCase() : value,
		]),
} satisfies Record<string, (referral: Referral) => unknown>;

export type Representation = keyof typeof REPRESENTATIONS;

type Member = [name: string, value: unknown];

/** A copy in which each member is as `map` says. */
function mapped(
	value: unknown,
	map: (name: string, value: unknown, isInRow: boolean) => Member,
	isInRow = false,
): unknown {
	if (Array.isArray(value)) return value.map((row: unknown) => mapped(row, map, true));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => {
			const [newName, newValue] = map(name, one, isInRow);
			return [newName, mapped(newValue, map, isInRow)];
		}),
	);
}

const capitalized = (name: string) => name[0].toUpperCase() + name.slice(1);
