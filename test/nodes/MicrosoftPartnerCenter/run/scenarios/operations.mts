import type { IDataObject } from 'n8n-workflow';

import { byId } from '../../../../engine/partnerCenter.mts';
import { patchEffects, rows, value } from './effects.mts';
import type { Effect, PatchRow, Row } from './effects.mts';

/** What an item contains for the node's expressions. */
export interface Values {
	dealValue: number;
	notes: string;
	currency: string;
	closingDateTime: string;
	substatus: string;
	email: string;
	firstName: string;
	members: Row[];
	solutions: Row[];
	patch: PatchRow[];
}

/** The expression that reads a value of the item, or what an agent says for it. */
export type From = (name: string) => string;

interface Operation {
	resource?: 'dealRegistration';
	method: 'GET' | 'POST' | 'PATCH';
	/** The optional fields; a list is either added to or replaced. */
	fields: Array<keyof typeof FIELDS>;
	/** How many of them it needs. */
	minFields?: number;
	/** Whether it has the option to send only what differs. */
	canCompare?: true;
	/** Whether it finds its referral by the key. */
	isUpsert?: true;
	/** The new referrals that it sends, one request each, in their order: what tells the bodies apart. */
	creates?: Array<(body: unknown) => boolean>;
	parameters: (from: From, fields: IDataObject, skips: boolean) => object;
	/** The effects of what is not among the fields. */
	effects?: (values: Values, skips: boolean) => Effect[];
}

const STATUS_OF: Record<string, string> = {
	Pending: 'New',
	Received: 'New',
	Accepted: 'Active',
	Won: 'Closed',
	Lost: 'Closed',
};

const statusEffects = ({ substatus }: Values) => [
	value('/status', STATUS_OF[substatus]),
	value('/substatus', substatus),
];

const SOLUTIONS = '/details/requirements/solutions';
const CONTACTS = '/customerProfile/team';

/** The optional fields of the operations: which of the item's values they get, and what they lead to. */
const FIELDS = {
	closingDateTime: [
		'closingDateTime',
		(of) => [value('/details/closingDateTime', of.closingDateTime)],
	],
	currency: ['currency', (of) => [value('/details/currency', of.currency)]],
	dealValue: ['dealValue', (of) => [value('/details/dealValue', of.dealValue)]],
	notes: ['notes', (of) => [value('/details/notes', of.notes)]],
	substatus: ['substatus', statusEffects],
	// Whether rows that exist are skipped is not for this test to say.
	addTeamMembers: ['members', (of) => rows('/team', of.members, true)],
	addCustomerContacts: ['members', (of) => rows(CONTACTS, of.members, true)],
	addSolutions: ['solutions', (of) => rows(SOLUTIONS, of.solutions, true)],
	replaceTeam: ['members', (of) => [value('/team', of.members)]],
	replaceCustomerContacts: ['members', (of) => [value(CONTACTS, of.members)]],
	replaceSolutions: ['solutions', (of) => [value(SOLUTIONS, of.solutions)]],
} satisfies Record<string, [keyof Values, (values: Values) => Effect[]]>;

export type FieldName = keyof typeof FIELDS;

/** The columns of Create or Update, except those that each item has. */
const COLUMNS: Partial<Record<FieldName, string>> = {
	closingDateTime: 'closingDateTime',
	currency: 'currency',
	dealValue: 'dealValue',
	substatus: 'substatus',
	addTeamMembers: 'team',
	addCustomerContacts: 'customerContacts',
};

export const OPERATIONS = {
	updateDealValue: {
		method: 'PATCH',
		canCompare: true,
		fields: ['closingDateTime', 'currency', 'notes'],
		parameters: (from, additionalFields) => ({ dealValue: from('dealValue'), additionalFields }),
		effects: FIELDS.dealValue[1],
	},
	changeStatus: {
		method: 'PATCH',
		canCompare: true,
		fields: ['notes'],
		parameters: (from, additionalFields) => ({ substatus: from('substatus'), additionalFields }),
		effects: statusEffects,
	},
	addTeamMember: {
		method: 'PATCH',
		fields: [],
		parameters: (from, _fields, skipIfPresent) => ({
			email: from('email'),
			firstName: from('firstName'),
			skipIfPresent,
		}),
		effects: ({ email, firstName }, skips) =>
			rows('/team', [{ email, ...(firstName && { firstName }) }], skips),
	},
	update: {
		method: 'PATCH',
		canCompare: true,
		fields: Object.keys(FIELDS) as FieldName[],
		minFields: 1,
		parameters: (_from, updateFields) => ({ updateFields }),
	},
	applyPatch: {
		method: 'PATCH',
		canCompare: true,
		fields: [],
		parameters: (from) => ({ patch: from('patch') }),
		effects: ({ patch }) => patchEffects(patch),
	},
	upsert: {
		method: 'PATCH',
		isUpsert: true,
		fields: Object.keys(COLUMNS) as FieldName[],
		parameters: (from, fields) => ({
			columns: {
				mappingMode: 'defineBelow',
				matchingColumns: ['externalReferenceId'],
				schema: [],
				value: {
					externalReferenceId: from('key'),
					name: from('name'),
					customerName: 'Contoso',
					country: 'US',
					notes: from('notes'),
					solutions: from('solutions'),
					...Object.fromEntries(
						Object.entries(fields).map(([name, one]) => [COLUMNS[name as FieldName]!, one]),
					),
				},
			},
		}),
		effects: (values) => [...FIELDS.notes[1](values), ...FIELDS.addSolutions[1](values)],
	},
	get: { method: 'GET', fields: [], parameters: () => ({}) },
	getAll: { method: 'GET', fields: [], parameters: () => ({ returnAll: true }) },
	create: {
		method: 'POST',
		creates: [() => true],
		fields: [],
		parameters: (from) => ({
			name: from('name'),
			customerName: 'Contoso',
			country: 'US',
			solutions: { solution: [{ id: 'SOL-A' }] },
		}),
	},
	createCoSell: {
		method: 'POST',
		creates: [(body) => !isForMicrosoft(body), isForMicrosoft],
		fields: [],
		parameters: (from) => ({
			operation: 'create',
			name: from('name'),
			dealType: 'coSell',
			consentToShare: true,
			customerName: 'Contoso',
			country: 'US',
			customerContacts: { contact: [{ email: 'x@x.co' }] },
			solutions: { solution: [{ id: 'SOL-A' }] },
		}),
	},
	createRegistration: {
		resource: 'dealRegistration',
		method: 'PATCH',
		fields: [],
		parameters: (from) => ({
			operation: 'create',
			solutionDetails: from('soldSolutions'),
			contract: { value: from('dealValue'), term: 'Perpetual' },
		}),
		effects: ({ dealValue, solutions }) =>
			rows('/registrations', [
				{
					contract: { value: dealValue, term: 'Perpetual' },
					solutionDetails: solutions.map(({ id }) => ({ id })),
				},
			]),
	},
	updateRegistration: {
		resource: 'dealRegistration',
		method: 'PATCH',
		fields: [],
		parameters: (from) => ({
			operation: 'update',
			registrationId: 'REG-1',
			contract: { value: from('dealValue') },
		}),
		effects: ({ dealValue }) => [value('/registrations/#REG-1/contract/value', dealValue)],
	},
} satisfies Record<string, Operation>;

export type OperationName = keyof typeof OPERATIONS;

export const operationOf = (name: OperationName): Operation => OPERATIONS[name];

/** Whether it is the second referral of a deal that is shared with Microsoft. */
function isForMicrosoft(body: unknown): boolean {
	return JSON.stringify(body).includes('"msft"');
}

/** The node's parameters for this operation. */
export function parametersOf(
	name: OperationName,
	fieldNames: FieldName[],
	skips: boolean,
	from: From,
): IDataObject {
	const { resource = 'referral', method, isUpsert, parameters } = operationOf(name);
	const fields = Object.fromEntries(fieldNames.map((one) => [one, from(FIELDS[one][0])]));
	return {
		resource,
		operation: name,
		...(method !== 'POST' && name !== 'getAll' && !isUpsert && { referralId: byId(from('id')) }),
		...parameters(from, fields, skips),
	};
}

/** What the item's change is to leave in the referral. */
export function effectsOf(
	name: OperationName,
	fieldNames: FieldName[],
	skips: boolean,
	values: Values,
): Effect[] {
	const own = operationOf(name).effects?.(values, skips) ?? [];
	return [...own, ...fieldNames.flatMap((one) => FIELDS[one][1](values))];
}
