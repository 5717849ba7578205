import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isOnTeam } from '../../MicrosoftPartnerCenter/fields/people';
import { allOf, anyEquals, equals, isAfter, own } from '../api/odata';
import type { Clause } from '../api/odata';
import { at } from '../referral/pointer';
import { choice } from '../values/choice';
import { country } from '../values/country';
import { dateTime } from '../values/dateTime';
import { emailAddress } from '../values/emailAddress';
import type { Reader, Reading } from '../values/reader';
import { someText } from '../values/text';

/** One way to narrow a list of referrals down. */
export class Filter {
	constructor(
		readonly property: INodeProperties,
		private readonly reader: Reader<string>,
		/** What it is in the service's words. */
		private readonly clauseOf: (value: string) => Clause,
	) {}

	/** @throws {Refusal} when it can't be filtered by this value */
	clause(value: unknown, reading: OwnReading): Clause {
		return this.clauseOf(this.read(value, reading));
	}

	protected read(value: unknown, reading: OwnReading): string {
		return this.reader(value, { ...reading, parameter: this.property.displayName });
	}
}

/** One that can be looked at in a referral that was read already. */
export class StateFilter extends Filter {
	constructor(
		property: INodeProperties,
		reader: Reader<string>,
		clauseOf: (value: string) => Clause,
		private readonly fits: (referral: IDataObject, value: string) => boolean,
	) {
		super(property, reader, clauseOf);
	}

	/** @throws {Refusal} when it can't be filtered by this value */
	test(value: unknown, reading: OwnReading): (referral: IDataObject) => boolean {
		const wanted = this.read(value, reading);
		return (referral) => this.fits(referral, wanted);
	}
}

type OwnReading = Omit<Reading, 'parameter'>;

/** The $filter of what was chosen among these filters; none where nothing was. */
export function filterOf(
	chosen: IDataObject,
	filters: Filter[],
	reading: OwnReading,
): Clause | undefined {
	return allOf(among(chosen, filters).map((one) => one.clause(chosen[one.property.name], reading)));
}

/** Whether a referral fits all of what was chosen among these filters. */
export function testOf(
	chosen: IDataObject,
	filters: StateFilter[],
	reading: OwnReading,
): (referral: IDataObject) => boolean {
	const tests = among(chosen, filters).map((one) => one.test(chosen[one.property.name], reading));
	return (referral) => tests.every((test) => test(referral));
}

function among<F extends Filter>(chosen: IDataObject, filters: F[]): F[] {
	return filters.filter(({ property }) => property.name in chosen);
}

export function filtersField(filters: Filter[]): INodeProperties {
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
	words: [string, ...string[]],
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

/** By the field at this path, with `/` between its levels. */
function byField(path: string, reader: Reader<string>, property: INodeProperties): StateFilter {
	return new StateFilter(
		property,
		reader,
		(value) => equals(path, value),
		(referral, value) => at(referral, `/${path}`) === value,
	);
}

/** «MarketingQualified» as people read it. */
function spaced(word: string): string {
	return word.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

const byText = (path: string, reader: Reader<string>, property: Named) =>
	byField(path, reader, { type: 'string', default: '', ...property });

type Named = Omit<INodeProperties, 'type' | 'default'>;

const byTime = (path: string, property: Named) =>
	new Filter({ type: 'dateTime', default: '', ...property }, dateTime, (value) =>
		isAfter(path, value),
	);

/** The filters that Microsoft's page "Get a list of leads and opportunities" shows, and more of their kind. */
export const byCountry = byText('customerProfile/address/country', country, {
	displayName: 'Country',
	name: 'country',
	placeholder: 'e.g. US',
	description: "The customer's country, as its two-letter code (ISO 3166-1)",
});

export const byCreation = byTime('createdDateTime', {
	displayName: 'Created After',
	name: 'createdAfter',
	description:
		"Only referrals created after this point in time. A date without an offset is read in the workflow's time zone.",
});

export const byOData = new Filter(
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
	own,
);

export const byDirection = byWord(
	'Direction',
	'direction',
	['Incoming', 'Outgoing'],
	'The way that it went: to you, or from you',
);

export const byEngagement = byText('engagementId', someText, {
	displayName: 'Engagement ID',
	name: 'engagementId',
	placeholder: 'e.g. 65edc0b5-3485-41b7-a17e-dfa9ef4706e2',
	description: 'What the referrals of all parties to one deal have in common',
});

/** No page of Microsoft's shows it, so the service may refuse it. */
export const byExternalReference = byText('externalReferenceId', someText, {
	displayName: 'External Reference ID',
	name: 'externalReferenceId',
	placeholder: 'e.g. OPP-1001',
	description:
		"The key of your CRM, to the letter. Where the service can't filter by it, the node looks through the list itself, which other filters make faster.",
});

export const byQualification = byWord(
	'Qualification',
	'qualification',
	['Direct', 'MarketingQualified', 'None', 'SalesQualified'],
	'How far it has been qualified',
);

export const byStatus = byWord(
	'Status',
	'status',
	['Active', 'Closed', 'New', 'None'],
	'Where it stands',
);

export const bySubstatus = byWord(
	'Substatus',
	'substatus',
	['Accepted', 'Declined', 'Error', 'Expired', 'Lost', 'None', 'Pending', 'Received', 'Won'],
	'Where it stands in detail',
);

export const byTeamMember = new StateFilter(
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

export const byType = byWord(
	'Type',
	'type',
	['Independent', 'Shared'],
	'Your own, or shared with a partner or Microsoft',
);

export const byUpdate = byTime('updatedDateTime', {
	displayName: 'Updated After',
	name: 'updatedAfter',
	description:
		"Only referrals changed after this point in time. A date without an offset is read in the workflow's time zone.",
});

/** Those that a referral fits, or not, as it is: all but points in time, and what only the service can read. */
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
