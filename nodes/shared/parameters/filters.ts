import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { allOf, anyEquals, custom, equals, isAfter } from '../api/odata';
import type { Clause } from '../api/odata';
import { valueAt } from '../referral/pointer';
import type { Referral } from '../referral/referral';
import { isOnTeam } from '../referral/team';
import {
	DIRECTIONS,
	QUALIFICATIONS,
	spaced,
	STATUSES,
	SUBSTATUSES,
	TYPES,
} from '../referral/vocabulary';
import { choice } from '../values/choice';
import { country } from '../values/country';
import { dateTime } from '../values/dateTime';
import { emailAddress } from '../values/emailAddress';
import type { Reader, ValueSource } from '../values/reader';
import { code, someText } from '../values/text';

/** A filter that the service applies to a list of referrals. */
export class Filter {
	constructor(
		readonly property: INodeProperties,
		private readonly reader: Reader<string>,
		private readonly clauseFor: (value: string) => Clause,
	) {}

	/** @throws {ParameterError} if the value is not acceptable */
	clause(value: unknown, source: UnnamedSource): Clause {
		return this.clauseFor(this.value(value, source));
	}

	/** The value as it is compared. @throws {ParameterError} if it is not acceptable */
	value(value: unknown, source: UnnamedSource): string {
		return this.reader(value, { ...source, parameter: this.property.displayName });
	}
}

/** A filter that can also be applied to a referral that was read. */
export class StateFilter extends Filter {
	constructor(
		property: INodeProperties,
		reader: Reader<string>,
		clauseFor: (value: string) => Clause,
		private readonly matches: (referral: Referral, value: string) => boolean,
	) {
		super(property, reader, clauseFor);
	}

	/** @throws {ParameterError} if the value is not acceptable */
	test(value: unknown, source: UnnamedSource): (referral: Referral) => boolean {
		const expected = this.value(value, source);
		return (referral) => this.matches(referral, expected);
	}
}

type UnnamedSource = Omit<ValueSource, 'parameter'>;

/** The $filter for the values that were set for these filters; undefined if there are none. */
export function clauseOf(
	values: IDataObject,
	filters: Filter[],
	source: UnnamedSource,
): Clause | undefined {
	return allOf(
		setAmong(values, filters).map((one) => one.clause(values[one.property.name], source)),
	);
}

/** Whether a referral matches all values that were set for these filters. */
export function matcherOf(
	values: IDataObject,
	filters: StateFilter[],
	source: UnnamedSource,
): (referral: Referral) => boolean {
	const tests = setAmong(values, filters).map((one) => one.test(values[one.property.name], source));
	return (referral) => tests.every((test) => test(referral));
}

function setAmong<F extends Filter>(values: IDataObject, filters: F[]): F[] {
	return filters.filter(({ property }) => property.name in values);
}

/** The collection of these filters. */
export function filtersProperty(filters: Filter[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: filters.map(({ property }) => property),
	};
}

function byWord(
	displayName: string,
	name: string,
	words: readonly [string, ...string[]],
	description: string,
): StateFilter {
	const [first] = words;
	const options = words.map((word) => ({ name: spaced(word), value: word }));
	return byField(name, choice(words), {
		displayName,
		name,
		type: 'options',
		options,
		default: first,
		description,
	});
}

/** A filter for the field at this path, with `/` between its levels. */
function byField(path: string, reader: Reader<string>, property: INodeProperties): StateFilter {
	return new StateFilter(
		property,
		reader,
		(value) => equals(path, value),
		(referral, value) => valueAt(referral, `/${path}`) === value,
	);
}

const byText = (path: string, reader: Reader<string>, property: Named) =>
	byField(path, reader, { type: 'string', default: '', ...property });

type Named = Omit<INodeProperties, 'type' | 'default'>;

const byTime = (path: string, property: Named) =>
	new Filter({ type: 'dateTime', default: '', ...property }, dateTime, (value) =>
		isAfter(path, value),
	);

/** The filters on Microsoft's page "Get a list of leads and opportunities", and others like them. */
const byCountry = byText('customerProfile/address/country', country, {
	displayName: 'Country',
	name: 'country',
	placeholder: 'e.g. US',
	description: "The customer's country, as its two-letter code (ISO 3166-1) or its English name",
});

const byCreation = byTime('createdDateTime', {
	displayName: 'Created After',
	name: 'createdAfter',
	description:
		"Only referrals created after this point in time. A date without an offset is read in the workflow's time zone.",
});

const byOData = new Filter(
	{
		displayName: 'Custom (OData)',
		name: 'custom',
		type: 'string',
		default: '',
		placeholder: "e.g. details/dealValue gt 10000 and status ne 'Closed'",
		description:
			'A filter of your own in OData, beside the others. It goes out as it is: put text from outside only between quotes, and double the quotes in it.',
	},
	someText,
	custom,
);

const byDirection = byWord(
	'Direction',
	'direction',
	DIRECTIONS,
	'The way that it went: to you, or from you',
);

const byEngagement = byText('engagementId', code(someText), {
	displayName: 'Engagement ID',
	name: 'engagementId',
	placeholder: 'e.g. 65edc0b5-3485-41b7-a17e-dfa9ef4706e2',
	description: 'What the referrals of all parties to one deal have in common',
});

/** Not documented by Microsoft, so the service may reject it. */
export const byExternalReference = byText('externalReferenceId', code(someText), {
	displayName: 'External Reference ID',
	name: 'externalReferenceId',
	placeholder: 'e.g. OPP-1001',
	description:
		"The key of your CRM, to the letter. Where the service can't filter by it, the node looks through the list itself, which other filters make faster.",
});

const byQualification = byWord(
	'Qualification',
	'qualification',
	QUALIFICATIONS,
	'How far it has been qualified',
);

const byStatus = byWord('Status', 'status', STATUSES, 'Where it stands');

const bySubstatus = byWord('Substatus', 'substatus', SUBSTATUSES, 'Where it stands in detail');

const byTeamMember = new StateFilter(
	{
		displayName: 'Team Member Email',
		name: 'teamMemberEmail',
		type: 'string',
		default: '',
		placeholder: 'e.g. jane.doe@contoso.com',
		description: 'Somebody of your organization whose team it is in',
	},
	emailAddress,
	(value) => anyEquals('team', 'email', value),
	isOnTeam,
);

const byType = byWord('Type', 'type', TYPES, 'Your own, or shared with a partner or Microsoft');

const byUpdate = byTime('updatedDateTime', {
	displayName: 'Updated After',
	name: 'updatedAfter',
	description:
		"Only referrals changed after this point in time. A date without an offset is read in the workflow's time zone.",
});

/** The filters that can be applied to a referral that was read: all except dates and custom OData. */
export const stateFilters = [
	byCountry,
	byDirection,
	byEngagement,
	byExternalReference,
	byQualification,
	byStatus,
	bySubstatus,
	byTeamMember,
	byType,
];

/** All filters of a list, by their labels. */
export const listFilters: Filter[] = [...stateFilters, byCreation, byOData, byUpdate].sort(
	(one, other) => one.property.displayName.localeCompare(other.property.displayName),
);
