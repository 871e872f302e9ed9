/* What is written and not saved survives a crash: each tab keeps a copy of its own in the browser,
   on disk within a second, and offers those of tabs that are no more. */

const STORE = "rester"
let opened

function open() {
  opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open("skriv", 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" })
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => fail(asked.error)
  })
  return opened
}

/* `strict`: it is on disk when the transaction is done, not when the browser finds the time. */
async function use(mode, act) {
  const database = await open()
  return new Promise((done, fail) => {
    const transaction = database.transaction(STORE, mode, { durability: "strict" })
    const asked = act(transaction.objectStore(STORE))
    transaction.oncomplete = () => done(asked.result)
    transaction.onerror = transaction.onabort = () => fail(transaction.error)
  })
}

const lockOf = id => `skriv:${id}`

/** Copies of the text at `path` in this tab. */
export function startRescue(path) {
  const id = `${path}#${crypto.randomUUID()}`
  let latest
  let writing = false
  navigator.locks?.request(lockOf(id), () => new Promise(() => {}))  // until this page is no more

  async function write() {
    if (writing) return
    writing = true
    while (latest !== undefined) {
      const next = latest
      latest = undefined
      try {
        await use("readwrite", store => next ? store.put(next) : store.delete(id))
      } catch { /* no room, or none allowed: then there is no copy */ }
    }
    writing = false
  }

  return {
    keep(copy) {
      latest = { id, path, at: Date.now(), ...copy }
      return write()
    },
    forget() {
      latest = null
      return write()
    },
    drop: other => use("readwrite", store => store.delete(other)).catch(() => {}),
    /** The copies of this text that tabs left which are no more, newest first. */
    async find() {
      try {
        const held = new Set((await navigator.locks.query()).held.map(lock => lock.name))
        const all = await use("readonly", store => store.getAll())
        return all.filter(each => each.path === path && each.id !== id && !held.has(lockOf(each.id)))
          .sort((one, other) => other.at - one.at)
      } catch {
        return []
      }
    },
  }
}
