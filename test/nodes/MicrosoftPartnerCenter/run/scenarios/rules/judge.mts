import { COMPARISON_RULES } from './comparisonRules.mts';
import { ItemCase } from './itemCase.mts';
import { ITEM_RULES } from './itemRules.mts';
import type { Played } from '../play.mts';
import { STEP_RULES } from './stepRules.mts';

/** What was wrong with the way in which the node has played a scenario. */
export function violationsIn(played: Played): string[] {
	return played.steps.flatMap((step, number) => [
		...Object.entries(STEP_RULES)
			.filter(([, isBroken]) => isBroken(step, played))
			.map(([rule]) => `step ${number}: ${rule}`),
		...step.items.flatMap((item) => {
			const one = new ItemCase(played, step, item);
			return Object.entries({ ...ITEM_RULES, ...COMPARISON_RULES })
				.filter(([, isBroken]) => isBroken(one))
				.map(([rule]) => `item ${item.number}: ${rule}`);
		}),
	]);
}
