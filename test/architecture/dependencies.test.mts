import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { check, cruise, filesIn } from './check.mts';
import { EXPECTED, writeViolations } from './violations.mts';

const root = resolve('.');
const result = cruise(root);
const findings = check(root, result);

test.each(Object.entries(findings))('%s', (_rule, found) => {
	expect(found).toEqual([]);
});

test('all source files are checked', () => {
	const sources = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => join(folder, file)),
	);

	expect(filesIn(result)).toEqual(sources.sort());
});

test('every rule is about files that exist', () => {
	const files = result.modules.map(({ source }) => source);
	const patterns = (result.summary.ruleSetUsed?.forbidden ?? []).flatMap((rule) =>
		[rule.from.path ?? [], 'to' in rule ? (rule.to.path ?? []) : []].flat(),
	);

	expect(patterns).not.toEqual([]);
	expect(
		patterns.filter((pattern) => !files.some((file) => new RegExp(pattern).test(file))),
	).toEqual([]);
});

describe('in a project that breaks every rule', () => {
	let broken: string;
	let reported: Record<string, string[]>;

	beforeAll(() => {
		broken = mkdtempSync(join(tmpdir(), 'violations-'));
		writeViolations(broken);
		reported = check(broken, cruise(broken));
	}, 60_000);
	afterAll(() => {
		rmSync(broken, { recursive: true, force: true });
	});

	test.each(Object.keys(findings))('a violation of "%s" is reported', (rule) => {
		expect(reported[rule]).toEqual(expect.arrayContaining(EXPECTED[rule]));
	});

	test.each(Object.keys(findings).filter((rule) => / more than /.test(rule)))(
		'only violations of "%s" are reported',
		(rule) => {
			expect(reported[rule].sort()).toEqual(EXPECTED[rule].sort());
		},
	);
});
