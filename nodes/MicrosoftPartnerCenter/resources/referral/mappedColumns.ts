import type { FieldType, INodeProperties, ResourceMapperField } from 'n8n-workflow';

import { choice, labelsOf } from '../../../shared/values/choice';
import { accepted } from '../../../shared/values/reader';
import type { Reader, ValueSource } from '../../../shared/values/reader';
import { rowsUnlessEmpty } from '../../../shared/values/rows';
import { REFERRAL_FIELDS } from '../../fields/referralFields';
import type { ReferralFieldName } from '../../fields/referralFields';
import type { ReferralField } from '../../fields/referralField';
import { REFERRAL_LISTS } from '../../fields/referralLists';
import { newStatus, statusAndSubstatus } from '../../fields/status';
import { putInBody } from '../../routing/pointerFields';
import type { RequestPlan } from '../../routing/requestPlan';
import { dealType } from './newReferral/newReferralFields';

/** Puts a mapped value into the plan. */
type Write = (value: unknown, source: ValueSource, plan: RequestPlan) => void;

/** A column of "Fields" in Create or Update. */
export interface MappedColumn {
	field: ResourceMapperField;
	/** Undefined if the value applies only to a new referral. */
	onUpdate?: Write;
	/** Undefined if the value applies only to an existing referral. */
	onCreate?: Write;
	/** Whether empty text clears the value; otherwise, it is ignored. */
	isClearable?: boolean;
}

/** The columns, in the order of their use. Those that apply only to a new referral come last. */
export const mappedColumns: MappedColumn[] = [
	key(value('externalReferenceId')),
	key({ field: columnOf('id', 'ID', 'string') }),
	value('dealValue'),
	value('currency'),
	value('closingDateTime'),
	substatus(),
	value('statusReason'),
	value('notes'),
	value('salesStage'),
	value('shareWithMicrosoft'),
	value('campaignId'),
	value('referralProgram'),
	list('solutions'),
	list('team'),
	list('customerContacts'),
	value('name'),
	newDealType(),
	value('customerName'),
	value('country'),
	value('addressLine1'),
	value('addressLine2'),
	value('city'),
	value('state'),
	value('postalCode'),
	value('customerSize'),
	value('qualification'),
	value('assistanceRequestCode'),
	value('inviteNotes'),
	value('consentToShare'),
	value('consentToContact'),
	value('purchaseIntent'),
	value('mpnId'),
	value('duns'),
	value('microsoftAccountId'),
	value('engagementId'),
];

/** A value of a referral, from the table of its fields. */
function value(name: ReferralFieldName): MappedColumn {
	const { property, pointer, onUpdate, onCreate }: ReferralField = REFERRAL_FIELDS[name];
	const { displayName, type, options } = property;
	return {
		field: columnOf(name, onUpdate ? displayName : whenCreated(displayName), type, options),
		onUpdate: onUpdate && writes(onUpdate, (read, { patch }) => patch.set(pointer, read)),
		onCreate: onCreate && writes(onCreate, (read, { body }) => putInBody(body, pointer, read)),
		isClearable: onUpdate !== undefined && accepted(onUpdate, '') === '',
	};
}

/** A list of a referral. Its rows are added to those that are there. */
function list(name: keyof typeof REFERRAL_LISTS): MappedColumn {
	const { displayName, pointer, row, columns, creationColumns } = REFERRAL_LISTS[name];
	return {
		field: columnOf(name, displayName, 'array'),
		onUpdate: writes(rowsUnlessEmpty({ row, columns }), (rows, plan) => {
			for (const row of rows) plan.patch.append(pointer, row);
			plan.skipsExistingRows = true;
		}),
		onCreate: writes(rowsUnlessEmpty({ row, columns: creationColumns }), (rows, { body }) =>
			putInBody(body, pointer, rows),
		),
	};
}

function substatus(): MappedColumn {
	const { type, options } = newStatus.property;
	return {
		field: columnOf('substatus', 'Status', type, options),
		onUpdate: writes(statusAndSubstatus, (operations, { patch }) => {
			for (const operation of operations) patch.add(operation);
		}),
	};
}

/** Decides together with the other values what the new referral is, see `newReferral`. */
function newDealType(): MappedColumn {
	const { name, displayName, type, options = [] } = dealType;
	const words = labelsOf(options as Array<{ name: string; value: string }>);
	return {
		field: columnOf(name, whenCreated(displayName), type, options),
		onCreate: writes(choice(words), (word, { body }) => {
			body[name] = word;
		}),
	};
}

/** A column that can identify a referral. */
function key(column: MappedColumn): MappedColumn {
	const { field } = column;
	const defaultMatch = field.id === 'externalReferenceId';
	return { ...column, field: { ...field, canBeUsedToMatch: true, defaultMatch } };
}

function writes<T>(
	reader: Reader<T | undefined>,
	use: (read: T, plan: RequestPlan) => void,
): Write {
	return (given, source, plan) => {
		const read = reader(given, source);
		if (read !== undefined) use(read, plan);
	};
}

function whenCreated(displayName: string): string {
	return `${displayName} (When Created)`;
}

function columnOf(
	id: string,
	displayName: string,
	type: INodeProperties['type'] | 'array',
	options?: INodeProperties['options'],
): ResourceMapperField {
	return {
		id,
		displayName,
		type: type as FieldType,
		...(options && { options: options as ResourceMapperField['options'] }),
		required: false,
		display: true,
		defaultMatch: false,
		canBeUsedToMatch: false,
	};
}
