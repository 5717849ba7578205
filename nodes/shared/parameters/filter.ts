import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { allOf } from '../api/odata';
import type { Clause } from '../api/odata';
import type { Referral } from '../referral/referral';
import { readEach } from '../values/readEach';
import type { Reader, ValueSource } from '../values/reader';

/** A filter of a list of referrals. */
export class Filter {
	constructor(
		readonly property: INodeProperties,
		private readonly reader: Reader<string>,
		private readonly clauseFor: (value: string) => Clause | undefined,
	) {}

	/** Undefined if the service can't apply it. @throws {ParameterError} if the value is not acceptable */
	clause(value: unknown, source: UnnamedSource): Clause | undefined {
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
		clauseFor: (value: string) => Clause | undefined,
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
		readEach(setAmong(values, filters), (one) =>
			one.clause(values[one.property.name], source),
		).filter((clause) => clause !== undefined),
	);
}

/** Whether a referral matches all values that were set for these filters. */
export function matcherOf(
	values: IDataObject,
	filters: StateFilter[],
	source: UnnamedSource,
): (referral: Referral) => boolean {
	const tests = readEach(setAmong(values, filters), (one) =>
		one.test(values[one.property.name], source),
	);
	return (referral) => tests.every((test) => test(referral));
}

/** Those of the filters that have a value. */
export function setAmong<F extends Filter>(values: IDataObject, filters: F[]): F[] {
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
