"""A standalone Spark cluster on loopback addresses."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyspark
from pyspark.sql import SparkSession


class Cluster:
    """A standalone master with workers of one core each, all on loopback addresses."""

    def __init__(self, folder, workers=2):
        os.environ.update(SPARK_LOCAL_IP="127.0.0.1", PYSPARK_PYTHON=sys.executable, SPARK_NO_DAEMONIZE="1")
        os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
        self.folder, self.running = folder, []
        self.master, log = self.start("master", "master.Master", "--port", "0")
        self.url = self.wait(log, r"(spark://127\.0\.0\.1:\d+)")
        self.workers = [self.worker(n) for n in range(workers)]

    def start(self, name, main, *arguments):
        spark_class = Path(pyspark.__file__).parent / "bin/spark-class"
        log = self.folder / f"{name}.log"
        command = [spark_class, f"org.apache.spark.deploy.{main}", "--host", "127.0.0.1", "--webui-port", "0"]
        with log.open("w") as out:
            # In a group of its own, so that a worker and its executors can be killed at once.
            process = subprocess.Popen([*command, *arguments], stdout=out, stderr=out, start_new_session=True)
        self.running.append(process)
        return process, log

    def worker(self, number):
        work = self.folder / f"work{number}"
        options = ("--cores", "1", "--memory", "1g", "--work-dir", str(work), self.url)
        process, log = self.start(f"worker{number}", "worker.Worker", *options)
        self.wait(log, r"(Successfully registered)")
        return process

    def session(self):
        settings = {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.executor.memory": "512m",
            "spark.sql.execution.arrow.maxRecordsPerBatch": "500",
            "spark.sql.shuffle.partitions": "2",
        }
        builder = SparkSession.builder.master(self.url).appName("tallywire")
        for name, value in settings.items():
            builder = builder.config(name, value)
        return builder.getOrCreate()

    def wait(self, log, pattern):
        for _ in range(600):
            if found := re.search(pattern, log.read_text()):
                return found[1]
            time.sleep(0.1)
        raise RuntimeError(f"{log}:\n{log.read_text()}")

    def stop(self):
        for process in self.running:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
