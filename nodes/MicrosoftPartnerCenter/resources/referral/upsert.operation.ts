import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	ResourceMapperField,
	ResourceMapperFields,
	ResourceMapperValue,
} from 'n8n-workflow';

import { REFERRALS } from '../../../shared/api/address';
import { withoutLeftEmpty } from '../../../shared/parameters/leftEmpty';
import { sourceOf } from '../../../shared/parameters/read';
import type { ParameterContext } from '../../../shared/parameters/read';
import { isJsonObject } from '../../../shared/values/json';
import { mustBe } from '../../../shared/values/parameterError';
import type { ParameterError } from '../../../shared/values/parameterError';
import type { ValueSource } from '../../../shared/values/reader';
import { readEach } from '../../../shared/values/readEach';
import { referralId } from '../../../shared/values/referralId';
import { someText } from '../../../shared/values/text';
import { upsertOptions } from '../../fields/options';
import { outputFormat } from '../../fields/output';
import type { Operation } from '../../routing/operation';
import type { ReferralKey, RequestPlan, Sharing } from '../../routing/requestPlan';
import { mappedColumns } from './mappedColumns';
import type { MappedColumn } from './mappedColumns';
import { newReferral } from './newReferral/newReferral';
import type { DealTypeName } from './newReferral/newReferral';

const columns: INodeProperties = {
	displayName: 'Fields',
	name: 'columns',
	type: 'resourceMapper',
	noDataExpression: true,
	required: true,
	default: { mappingMode: 'defineBelow', value: null },
	description:
		'The values that the referral should have. A field that is not added, or whose value is null or undefined, is left unchanged. Empty text clears a text field.',
	typeOptions: {
		resourceMapper: {
			resourceMapperMethod: 'getReferralColumns',
			mode: 'upsert',
			fieldWords: { singular: 'field', plural: 'fields' },
			// The name that messages use; n8n's own is "Values to Send".
			valuesLabel: 'Fields',
			addAllFields: false,
			supportAutoMap: true,
			multiKeyMatch: false,
			matchingFieldsLabels: {
				title: 'Field to Match On',
				description: 'The field that identifies the referral',
				hint: 'If no referral has this External Reference ID, one is created. An ID must already exist.',
			},
		},
	},
};

export const upsert: Operation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update referral',
		description:
			'Create a new lead or opportunity, or update the current one if it already exists (upsert)',
	},
	request: {
		name: 'upsert',
		// The lookup decides what is sent, see run/creation/upsert.ts.
		routing: { request: { method: 'GET', url: REFERRALS } },
		leading: [],
		trailing: outputFormat,
		options: [upsertOptions],
	},
	fields: [{ property: columns, preSend: setPlan }],
};

/** What "Fields" offers. It depends on nothing, so that no request is sent. */
export async function getReferralColumns(): Promise<ResourceMapperFields> {
	return { fields: mappedColumns.map(({ field }) => field) };
}

function setPlan(context: ParameterContext, plan: RequestPlan): void {
	const mapped = new MappedValues(context);
	plan.onlyChanges = true;
	plan.ifClosed ??= 'fail';
	const write = ({ field, onUpdate, onCreate, isClearable }: MappedColumn) => {
		const value = mapped.values[field.id];
		const isRejectedKey = field.id === mapped.keyColumn && plan.key === undefined;
		if (field.id === 'id' || isRejectedKey || value === undefined || value === null) return;
		const source = mapped.sourceOf(field);
		if (value !== '' || isClearable) onUpdate?.(value, source, plan);
		if (value !== '') onCreate?.(value, source, plan);
	};
	const setKey = () => {
		plan.key = mapped.key();
	};
	readEach([setKey, ...mappedColumns.map((column) => () => write(column))], (step) => step());
	const { body, sharing } = newReferralIn(plan.body);
	plan.creation = body;
	plan.sharing = sharing;
}

/** The values that "Fields" maps, by the names of the columns. */
class MappedValues {
	readonly values: IDataObject;

	/** The name of the column that identifies the referral, as it is stored: a workflow may name any. */
	readonly keyColumn: unknown;

	/** The values as columns that are parameters of their own. */
	private readonly inside: ParameterContext;

	constructor(context: ParameterContext) {
		const mapper = mapperIn(context.getNodeParameter(columns.name));
		const raw = context.getNodeParameter(columns.name, {}, { rawExpressions: true });
		const stored = (isJsonObject(raw) && isJsonObject(raw.value) ? raw.value : {}) as IDataObject;
		[this.keyColumn = 'externalReferenceId'] = [mapper.matchingColumns ?? []].flat();
		const given =
			mapper.mappingMode === 'autoMapInputData'
				? // In this mode, n8n leaves the value empty.
					(context as IExecuteSingleFunctions).getInputData().json
				: withoutLeftEmpty(mapper.value, stored);
		this.values = (isJsonObject(given) ? given : {}) as IDataObject;
		this.inside = {
			getNodeParameter: (name, _fallback, options) =>
				(options?.rawExpressions ? stored : this.values)[name],
			getTimezone: () => context.getTimezone(),
		};
	}

	/** @throws {ParameterError} if the item has no key, or the column that identifies the referral can't */
	key(): ReferralKey {
		const field = keyFields.find(({ id }) => id === this.keyColumn);
		if (field === undefined) throw noKeyField(this.keyColumn);
		const reader = field.id === 'id' ? referralId : someText;
		const value = reader(this.values[field.id] ?? '', this.sourceOf(field)).trim();
		return { field: field.id as ReferralKey['field'], value };
	}

	sourceOf({ id, displayName }: ResourceMapperField): ValueSource {
		const property = { name: id, displayName } as INodeProperties;
		return {
			...sourceOf(this.inside, property),
			parameter: `${columns.displayName} > ${displayName}`,
		};
	}
}

/** The fields by which a referral can be looked up. */
const keyFields = mappedColumns
	.map(({ field }) => field)
	.filter(({ canBeUsedToMatch }) => canBeUsedToMatch);

function noKeyField(given: unknown): ParameterError {
	const parameter = `${columns.displayName} > Field to Match On`;
	const labels = keyFields.map(({ displayName }) => displayName).sort();
	return mustBe(
		parameter,
		`one of ${labels.join(', ')}`,
		given,
		`Choose one of them in "${columns.displayName}".`,
	);
}

function mapperIn(value: unknown): Partial<ResourceMapperValue> {
	if (isJsonObject(value)) return value as Partial<ResourceMapperValue>;
	throw mustBe(columns.displayName, 'a list of fields and their values', value);
}

/** The new referral, or why it can't be created. */
function newReferralIn({ dealType = 'private', ...given }: IDataObject): {
	body: IDataObject | Error;
	sharing?: Sharing;
} {
	try {
		return newReferral(dealType as DealTypeName, given);
	} catch (error) {
		return { body: error as Error };
	}
}
