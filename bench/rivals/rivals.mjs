// Measures word filters from npm on the messages that speed.py hands over.
// Usage: node rivals.mjs INPUT.json   (prints one JSON object a rival: name, seconds of each run, found)
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { words, messages, disguises, runs } = JSON.parse(readFileSync(process.argv[2], 'utf8'))

const rivals = {
  'mint-filter': () => {
    const Mint = require('mint-filter').default
    const filter = new Mint(words.map((word) => word.toLowerCase()))
    return (text) => filter.filter(text.toLowerCase(), { replace: false }).words
  },
  'sensitive-word-tool': () => {
    const { SensitiveWordTool } = require('sensitive-word-tool')
    const tool = new SensitiveWordTool({ wordList: words.map((word) => word.toLowerCase()) })
    return (text) => tool.match(text.toLowerCase())
  },
}

for (const [name, make] of Object.entries(rivals)) {
  const find = make()
  const seconds = []
  for (let run = 0; run < runs + 2; run++) {
    const before = process.cpuUsage()
    for (const text of messages) find(text)
    const { user, system } = process.cpuUsage(before)
    if (run >= 2) seconds.push((user + system) / 1e6)
  }
  const version = JSON.parse(readFileSync(new URL(`./node_modules/${name}/package.json`, import.meta.url), 'utf8')).version
  const found = disguises.map((text) => find(text))
  console.log(JSON.stringify({ name: `${name} ${version} (Node ${process.versions.node})`, seconds, found }))
}
