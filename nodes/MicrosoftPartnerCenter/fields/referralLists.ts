import type { Pointer } from '../../shared/referral/pointer';
import type { Column } from '../../shared/values/rows';
import type { RowKind } from '../routing/rows';
import { contactPreferenceColumns, personColumns, solutionColumns } from './columns';

/** A list of a referral. */
export interface ReferralList {
	/** What the whole list is called. */
	displayName: string;
	pointer: Pointer;
	row: RowKind;
	/** The columns of an update; those of a creation may be fewer. */
	columns: Column[];
	creationColumns: Column[];
}

const peopleOf = (displayName: string, pointer: Pointer, row: RowKind): ReferralList => ({
	displayName,
	pointer,
	row,
	columns: [...personColumns, ...contactPreferenceColumns],
	creationColumns: personColumns,
});

/** The lists of a referral. */
export const REFERRAL_LISTS = {
	customerContacts: peopleOf('Customer Contacts', '/customerProfile/team', {
		displayName: 'Contact',
		name: 'contact',
	}),
	solutions: {
		displayName: 'Solutions',
		pointer: '/details/requirements/solutions',
		row: { displayName: 'Solution', name: 'solution' },
		columns: solutionColumns,
		creationColumns: solutionColumns,
	},
	team: peopleOf('Team', '/team', { displayName: 'Team Member', name: 'member' }),
} satisfies Record<string, ReferralList>;
