import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';

const MOST_LINES = 260;
const MOST_FILES = 14;
/** Where the rules about sizes apply. */
const FOLDERS = ['nodes', 'credentials', 'test', 'e2e', 'bench'];
const SOURCE_FILE = /\.[cm]?[jt]s$/;
/** Values are many small files of one kind, which is why their folder and that of their tests may hold more. */
const VALUES = /^(?:test\/)?nodes\/shared\/values$/;
const CATCH_ALL = /(?:utils?|helpers?|common|misc|GenericFunctions)(?=[./]|$)/i;

interface Import {
	from: string;
	to: string;
}
/** What is said about a file alone, dependency-cruiser reports as an import of itself. */
const written = ({ from, to }: Import) => (from === to ? from : `${from} -> ${to}`);
const unique = (lines: string[]) => [...new Set(lines)].sort();

/** What dependency-cruiser reads in `nodes` and `credentials` of the project in `root`. */
export function cruise(root: string): ICruiseResult {
	const output = execFileSync(
		resolve('node_modules/.bin/depcruise'),
		[
			...['nodes', 'credentials'],
			...['--config', resolve('test/architecture/rules.cjs')],
			...['--output-type', 'json'],
		],
		{ cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
	);
	return JSON.parse(output) as ICruiseResult;
}

/** The files that dependency-cruiser read, without the packages that they import. */
export function filesIn({ modules }: ICruiseResult): string[] {
	return modules
		.map(({ source }) => source)
		.filter((file) => /^(?:nodes|credentials)\//.test(file))
		.sort();
}

/** The folders that import another which leads back to them, with the number of these imports. */
function folderCycles(result: ICruiseResult): string[] {
	const files = new Set(filesIn(result));
	const imports = result.modules
		.flatMap(({ source, dependencies }) =>
			unique(dependencies.map(({ resolved }) => resolved))
				.filter((file) => files.has(file))
				.map((file): Import => ({ from: dirname(source), to: dirname(file) })),
		)
		.filter(({ from, to }) => from !== to);

	function reachableFrom(start: string): Set<string> {
		const reached = new Set([start]);
		// A Set also visits what is added to it meanwhile.
		for (const folder of reached) {
			for (const { from, to } of imports) if (from === folder) reached.add(to);
		}
		return reached;
	}

	const cyclic = imports.filter(({ from, to }) => reachableFrom(to).has(from)).map(written);
	return unique(cyclic).map(
		(line) => `${line} (${cyclic.filter((other) => other === line).length})`,
	);
}

/** The source files in a folder and its subfolders, without the packages installed there. */
function sourceFiles(root: string, folder: string): string[] {
	return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = `${folder}/${entry.name}`;
		if (!entry.isDirectory()) return SOURCE_FILE.test(path) ? [path] : [];
		return entry.name === 'node_modules' ? [] : sourceFiles(root, path);
	});
}

function longFiles(root: string, files: string[]): string[] {
	return files
		.map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
		.filter(({ lines }) => lines > MOST_LINES)
		.map(({ file, lines }) => `${file}: ${lines} lines`);
}

function crowdedFolders(files: string[]): string[] {
	const folders = files.map((file) => dirname(file));

	return unique(folders)
		.filter((folder) => !VALUES.test(folder))
		.map((folder) => ({ folder, count: folders.filter((other) => other === folder).length }))
		.filter(({ count }) => count > MOST_FILES)
		.map(({ folder, count }) => `${folder}: ${count} files`);
}

/** Every rule as a sentence, with what breaks it. */
export function check(root: string, result: ICruiseResult): Record<string, string[]> {
	const { ruleSetUsed, violations } = result.summary;
	const files = filesIn(result);
	const sources = FOLDERS.flatMap((folder) => sourceFiles(root, folder));
	const importRules = (ruleSetUsed?.forbidden ?? []).map(({ name = '' }): [string, string[]] => [
		name,
		unique(violations.filter(({ rule }) => rule.name === name).map(written)),
	]);

	return {
		...Object.fromEntries(importRules),
		'folders do not import each other in a cycle': folderCycles(result),
		'no file or folder has a catch-all name': files.filter((file) => CATCH_ALL.test(file)),
		[`no file has more than ${MOST_LINES} lines`]: longFiles(root, sources),
		[`no folder has more than ${MOST_FILES} files`]: crowdedFolders(sources),
	};
}
