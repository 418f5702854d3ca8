//! A corpus on all cores: one thread cuts the inputs into batches, workers make rows of them, and the caller's
//! thread takes these in the order of the inputs.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc;

use super::read::{Kind, Known, Queue, Reader, Work};
use super::tables::Tables;
use super::take::Taker;
use super::work::{Piece, Worker};
use super::{Effort, Job, Pipeline, Progress, Summary};
use crate::corpus::Input;
use crate::error::{Error, ErrorKind, Result};
use crate::output::{Beside, Store};

impl Pipeline {
    /// Runs over `inputs` and writes all tables to `store`, in the order of the inputs whatever the number
    /// of threads. What cannot be read or fails is put aside, with its bytes and why in `beside`, and counted;
    /// the rest goes on. Articles that only the memory has follow at the end.
    ///
    /// At most [`Effort::under_way`] batches are in memory, or one article that is larger than all of them.
    ///
    /// Nothing is published: that is for the caller, who sees by the summary whether the run was stopped or given up, with
    /// [`Beside::publish`] and then [`Store::publish`]. `examples/corpus.rs` is the whole way.
    ///
    /// # Errors
    /// Only where the store or the memory cannot be written, or no worker threads be had.
    pub fn run(
        &self,
        inputs: Vec<Input>,
        job: &Job<'_>,
        store: &mut Store,
        beside: &mut Beside,
        mut progress: impl FnMut(Progress),
    ) -> Result<Summary> {
        let threads = job.effort.threads;
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|e| {
            Error::new(ErrorKind::Usage, format!("cannot start the worker threads: {e}"))
                .hint("try --threads 1")
        })?;
        let tables = Tables::new(store);
        tables.headers(store)?;
        let worker = Worker { pipeline: self, job, tables: &tables, keep_text: beside.keeps_texts() };
        let mut taker = Taker::new(worker, store, beside);
        if let Some(memory) = job.memory {
            taker.remember(memory.older(&inputs)?);
        }
        let read = Arc::new(AtomicU64::new(0));
        let inputs = inputs.into_iter().map(Arc::new).collect();
        drive(&pool, Queue { inputs, known: None }, &mut taker, &read, &mut progress)?;
        if !job.stop.load(Ordering::Relaxed)
            && !taker.gave_up()
            && let Some(memory) = job.memory
        {
            let gone = Arc::new(Input::file(String::new(), None, None));
            let unread = (Work::Unread as Kind, memory.unread()?);
            let lists = [unread, (Work::Vanished, memory.vanished()?)];
            for (kind, articles) in lists {
                let known = Known { file: gone.clone(), kind, articles: articles.into_iter() };
                let queue = Queue { inputs: Vec::new(), known: Some(known) };
                drive(&pool, queue, &mut taker, &read, &mut progress)?;
            }
        }
        taker.finish()
    }
}

/// Has the workers do all that the reader gives, and the taker take it in that order.
fn drive(
    pool: &rayon::ThreadPool,
    queue: Queue,
    taker: &mut Taker<'_>,
    read: &Arc<AtomicU64>,
    progress: &mut impl FnMut(Progress),
) -> Result<()> {
    let under_way = Effort::under_way(pool.current_num_threads());
    let (permit_back, permits) = mpsc::sync_channel::<()>(under_way);
    for _ in 0..under_way {
        let _ = permit_back.send(());
    }
    let (done, results) = mpsc::channel::<(u64, usize, Vec<Piece>)>();
    let halted = AtomicBool::new(false);
    let worker = taker.worker;
    std::thread::scope(|threads| {
        let halted = &halted;
        threads.spawn(move || {
            pool.in_place_scope(|workers| {
                let job = worker.job;
                let mut reader = Reader::new(queue, job, read.clone());
                for number in 0.. {
                    if permits.recv().is_err()
                        || job.stop.load(Ordering::Relaxed)
                        || halted.load(Ordering::Relaxed)
                    {
                        break;
                    }
                    let Some(batch) = reader.batch(job.effort.batch) else { break };
                    // A large article counts as the batches that would hold it.
                    let permitted = batch.size.div_ceil(job.effort.batch.max(1)).clamp(1, under_way);
                    if (1..permitted).any(|_| permits.recv().is_err()) {
                        break;
                    }
                    let done = done.clone();
                    workers.spawn(move |_| {
                        let _ = done.send((number, permitted, worker.batch(batch)));
                    });
                }
                drop(done);
            });
        });
        let mut waiting: BTreeMap<u64, (usize, Vec<Piece>)> = BTreeMap::new();
        let mut next = 0;
        for (number, permitted, pieces) in results {
            waiting.insert(number, (permitted, pieces));
            while let Some((permitted, pieces)) = waiting.remove(&next) {
                next += 1;
                let taken = taker.take(pieces);
                if taken.is_err() || taker.gave_up() {
                    halted.store(true, Ordering::Relaxed);
                    drop(permit_back);
                    return taken;
                }
                for _ in 0..permitted {
                    let _ = permit_back.try_send(());
                }
                progress(taker.progress(read.load(Ordering::Relaxed)));
            }
        }
        Ok(())
    })
}
